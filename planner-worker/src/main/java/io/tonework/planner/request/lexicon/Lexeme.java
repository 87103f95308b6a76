package io.tonework.planner.request.lexicon;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.HueBand;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A term of a request.
 *
 * @param role what it does
 * @param topic the {@link Aspect}, {@link HueBand} or {@link Impossible} that it names, as its role
 *     has it; null for none
 * @param way +1 or -1, the direction that it names of that; 0 for none
 * @param traits what else is special about it
 * @param text as it was written, in lower case
 * @param isExact false when it was only nearly spelt like a term of the lexicon
 */
public record Lexeme(
    Role role, @Nullable Enum<?> topic, int way, Set<Trait> traits, String text, boolean isExact) {
  public Lexeme {
    traits = Set.copyOf(traits);
  }

  /** A term of which nothing is known but its role. */
  static Lexeme of(Role role, int way, String text) {
    return new Lexeme(role, null, way, Set.of(), text, role != Role.UNKNOWN);
  }

  Lexeme misspelt(String writing) {
    return new Lexeme(role, topic, way, traits, writing, false);
  }

  /** Of a role that names an aspect. */
  public Aspect aspect() {
    return Aspect.class.cast(Objects.requireNonNull(topic, text));
  }

  /** Of a role that names a colour. */
  public HueBand hue() {
    return HueBand.class.cast(Objects.requireNonNull(topic, text));
  }

  /** Of a role that names what cannot be done. */
  public Impossible impossible() {
    return Impossible.class.cast(Objects.requireNonNull(topic, text));
  }

  public boolean is(Role one) {
    return role == one;
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  public boolean isAbout(Aspect aspect) {
    return topic == aspect;
  }

  public boolean isOf(Role one, Aspect aspect) {
    return role == one && topic == aspect;
  }
}
