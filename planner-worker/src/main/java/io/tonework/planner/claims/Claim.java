package io.tonework.planner.claims;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a text states of the photo before and after, or a wish wants to become true of it.
 *
 * @param subject what changes
 * @param direction which way
 * @param size how much; null when nothing says
 */
public record Claim(Subject subject, Direction direction, @Nullable Size size) {
  /** A claim that says nothing of its size. */
  public Claim(Subject subject, Direction direction) {
    this(subject, direction, null);
  }

  /**
   * Reads a claim as the grammar of a bundle spells it: {@code aspect[@hue]:direction[:size]}, such
   * as {@code lightness:up} or {@code hue_colourfulness@green:down:clear}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Claim parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new IllegalArgumentException(
          "a claim reads aspect[@hue]:direction[:size], not '" + text + "'");
    }
    int at = parts[0].indexOf('@');
    return new Claim(
        new Subject(
            one(Aspect.values(), at < 0 ? parts[0] : parts[0].substring(0, at), text),
            at < 0 ? null : one(HueBand.values(), parts[0].substring(at + 1), text)),
        one(Direction.values(), parts[1], text),
        parts.length < 3 ? null : one(Size.values(), parts[2], text));
  }

  private static <E extends Enum<E>> E one(E[] values, String name, String text) {
    return Arrays.stream(values)
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'"
                    + name
                    + "' in the claim '"
                    + text
                    + "' is none of "
                    + Arrays.toString(values).toLowerCase(Locale.ROOT)));
  }

  /** What changes. */
  public Aspect aspect() {
    return subject.aspect();
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    String claim = subject + ":" + direction.name().toLowerCase(Locale.ROOT);
    return size == null ? claim : claim + ":" + size.name().toLowerCase(Locale.ROOT);
  }
}
