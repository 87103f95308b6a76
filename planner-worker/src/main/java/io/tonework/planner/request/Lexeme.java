package io.tonework.planner.request;

/**
 * A term of a request.
 *
 * @param role what it does
 * @param about the aspect, part or colour that it names; empty for none
 * @param way +1 or -1, the direction that it names of that; 0 for none
 * @param text as it was written, in lower case
 * @param isExact false when it was only nearly spelt like a term of the lexicon
 */
record Lexeme(Role role, String about, int way, String text, boolean isExact) {
  Lexeme spelt(String writing, boolean exactly) {
    return new Lexeme(role, about, way, writing, exactly);
  }

  boolean is(Role one) {
    return role == one;
  }

  boolean isOf(Role one, String what) {
    return role == one && about.equals(what);
  }
}
