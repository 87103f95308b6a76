package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What shifted a plan beside its photo, request and bundle, such as the user's taste: each fact by
 * its name, with the version that it had when the plan was made.
 *
 * <p>Whatever shifts a plan has an entry here, and the entries go into {@link Ids#planId}. A plan
 * is thereby a function of what it names: made again with the same versions it is the same plan,
 * and nothing that planning reads may depend on the time at which it is read.
 *
 * <p>In JSON an object of strings, {@code {"taste": "4"}}. A reader keeps names that it does not
 * know. Immutable.
 *
 * @param versions by name, in the order of the names
 */
public record VersionedFacts(@JsonValue SortedMap<String, String> versions) {
  /** The taste of the user; its version counts the verdicts that it has learned from. */
  public static final String TASTE = "taste";

  /** Nothing shifts the plan. */
  public static final VersionedFacts NONE = new VersionedFacts(new TreeMap<>());

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");
  private static final int MAX_VERSION_CHARS = 128;

  /**
   * Copies the map.
   *
   * @throws IllegalArgumentException when a name or a version has another form
   */
  public VersionedFacts {
    versions.forEach((name, version) -> {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "the name of a fact must match " + NAME + ", not '" + name + "'");
      }
      if (version.isBlank() || version.length() > MAX_VERSION_CHARS) {
        throw new IllegalArgumentException(
            "the version of fact '%s' must have 1 to %d characters, not '%s'"
                .formatted(name, MAX_VERSION_CHARS, version));
      }
    });
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static VersionedFacts read(Map<String, String> versions) {
    return new VersionedFacts(new TreeMap<>(versions));
  }

  /**
   * These facts and one more, or another version of one of them.
   *
   * @param name lower-case letters, digits, {@code _} and {@code -}
   * @param version whatever tells two states of it apart: a count, a digest, a seed
   */
  public VersionedFacts with(String name, String version) {
    TreeMap<String, String> more = new TreeMap<>(versions);
    more.put(name, version);
    return new VersionedFacts(more);
  }

  /** These facts and the taste of that version; 0 means that there is none. */
  public VersionedFacts withTaste(long version) {
    return version == 0 ? this : with(TASTE, Long.toString(version));
  }

  /** What plans named before they named their facts: the taste. */
  static VersionedFacts of(@Nullable TasteOffset taste) {
    return taste == null ? NONE : NONE.withTaste(taste.version());
  }

  /** The version of a fact; empty when it does not shift the plan. */
  public Optional<String> version(String name) {
    return Optional.ofNullable(versions.get(name));
  }

  /** Names and versions by turns, in the order of the names. */
  @JsonIgnore
  List<String> parts() {
    List<String> parts = new ArrayList<>(2 * versions.size());
    versions.forEach((name, version) -> {
      parts.add(name);
      parts.add(version);
    });
    return parts;
  }
}
