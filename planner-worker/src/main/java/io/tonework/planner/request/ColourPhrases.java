package io.tonework.planner.request;

import java.util.Map;

/** Reads colours: a cast of the whole picture, or one colour by itself. Not thread-safe. */
final class ColourPhrases {
  /** Casts by their colour; red is none of the two axes. */
  private static final Map<String, ReadWish> CASTS =
      Map.of(
          "yellow", new ReadWish("warmth:up", 1),
          "orange", new ReadWish("warmth:up", 1),
          "blue", new ReadWish("warmth:down", 1),
          "aqua", new ReadWish("warmth:down", 1),
          "green", new ReadWish("tint:down", 1),
          "magenta", new ReadWish("tint:up", 1),
          "purple", new ReadWish("tint:up", 1));

  private final Terms words;
  private final Scope scope;
  private final Claims claims;

  ColourPhrases(Terms words, Scope scope, Claims claims) {
    this.words = words;
    this.scope = scope;
    this.claims = claims;
  }

  /** "too yellow", "a green tint". */
  void cast(int at) {
    if (words.isOneColour(at)) {
      return; // read with the word that is said of it
    }
    ReadWish cast = CASTS.get(words.get(at).about());
    int way = castWay();
    if (cast == null || words.target() != null || way == 0) {
      claims.leaveUnread();
    } else {
      claims.add(cast.subject(), cast.claim().endsWith("up") ? way : -way);
    }
  }

  /** +1 for more of the cast, -1 for less, 0 when nothing says. */
  private int castWay() {
    Lexeme direction = scope.direction();
    if (scope.isFault()) {
      return -1;
    }
    if (direction != null) {
      return direction.is(Role.UP) ? 1 : -1;
    }
    if (scope.isWished()) {
      return scope.isDenied() ? -1 : 1;
    }
    boolean isTone = words.any(term -> term.has(Trait.UNWANTED));
    return (scope.isStated() && !scope.isDenied()) || isTone ? -1 : 0;
  }

  /** "less of the blues", "the blues are too strong". */
  void hues(int at) {
    if (words.has(Role.COLOUR)) {
      claims.leaveUnread(); // one colour turned into another
      return;
    }
    if (words.any(term -> term.role().modifies() || term.is(Role.VERB) || term.is(Role.NOUN))) {
      return; // the word that is said of it finds its target
    }
    String hue = words.get(at).about();
    Lexeme governs = scope.directionOf(at);
    if (words.level() != 0 && (scope.isFault() || words.has(Role.TOO))) {
      claims.addHue(hue, Attribute.COLOURFULNESS, -words.level());
    } else if (governs != null) {
      claims.addHue(hue, Attribute.COLOURFULNESS, governs.is(Role.UP) ? 1 : -1);
    } else {
      claims.leaveUnread();
    }
  }
}
