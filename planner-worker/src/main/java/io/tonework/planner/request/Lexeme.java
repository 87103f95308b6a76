package io.tonework.planner.request;

import java.util.Set;

/**
 * A term of a request.
 *
 * @param role what it does
 * @param about the aspect, part or colour that it names; empty for none
 * @param way +1 or -1, the direction that it names of that; 0 for none
 * @param traits what else is special about it
 * @param text as it was written, in lower case
 * @param isExact false when it was only nearly spelt like a term of the lexicon
 */
record Lexeme(Role role, String about, int way, Set<Trait> traits, String text, boolean isExact) {
  Lexeme {
    traits = Set.copyOf(traits);
  }

  /** A term of which nothing is known but its role. */
  static Lexeme of(Role role, int way, String text) {
    return new Lexeme(role, "", way, Set.of(), text, role != Role.UNKNOWN);
  }

  Lexeme misspelt(String writing) {
    return new Lexeme(role, about, way, traits, writing, false);
  }

  boolean is(Role one) {
    return role == one;
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  boolean isOf(Role one, String what) {
    return role == one && about.equals(what);
  }
}
