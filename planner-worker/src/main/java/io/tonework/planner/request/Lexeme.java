package io.tonework.planner.request;

import io.tonework.planner.reasoning.Aspect;
import io.tonework.planner.reasoning.HueBand;
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
record Lexeme(
    Role role, @Nullable Enum<?> topic, int way, Set<Trait> traits, String text, boolean isExact) {
  Lexeme {
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
  Aspect aspect() {
    return Aspect.class.cast(Objects.requireNonNull(topic, text));
  }

  /** Of a role that names a colour. */
  HueBand hue() {
    return HueBand.class.cast(Objects.requireNonNull(topic, text));
  }

  /** Of a role that names what cannot be done. */
  Impossible impossible() {
    return Impossible.class.cast(Objects.requireNonNull(topic, text));
  }

  boolean is(Role one) {
    return role == one;
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  boolean isAbout(Aspect aspect) {
    return topic == aspect;
  }

  boolean isOf(Role one, Aspect aspect) {
    return role == one && topic == aspect;
  }
}
