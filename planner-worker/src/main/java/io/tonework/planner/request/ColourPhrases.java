package io.tonework.planner.request;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.HueBand;
import io.tonework.planner.request.lexicon.Lexeme;
import io.tonework.planner.request.lexicon.Role;
import io.tonework.planner.request.lexicon.Trait;
import java.util.Map;

/** Reads colours: a cast of the whole picture, or one colour by itself. Not thread-safe. */
final class ColourPhrases {
  /** Which way the picture leans under a cast; red is none of the two axes. */
  private static final Map<HueBand, Lean> CASTS =
      Map.of(
          HueBand.YELLOW, new Lean(Aspect.WARMTH, 1),
          HueBand.ORANGE, new Lean(Aspect.WARMTH, 1),
          HueBand.BLUE, new Lean(Aspect.WARMTH, -1),
          HueBand.AQUA, new Lean(Aspect.WARMTH, -1),
          HueBand.GREEN, new Lean(Aspect.TINT, -1),
          HueBand.MAGENTA, new Lean(Aspect.TINT, 1),
          HueBand.PURPLE, new Lean(Aspect.TINT, 1));

  private record Lean(Aspect aspect, int way) {}

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
    Lean cast = CASTS.get(words.get(at).hue());
    int way = castWay();
    if (cast == null || words.target() != null || way == 0) {
      claims.leaveUnread();
    } else {
      claims.add(cast.aspect(), cast.way() * way);
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
    HueBand hue = words.get(at).hue();
    Lexeme governs = scope.directionOf(at);
    if (words.level() != 0 && (scope.isFault() || words.has(Role.TOO))) {
      claims.addHue(hue, Aspect.COLOURFULNESS, -words.level());
    } else if (governs != null) {
      claims.addHue(hue, Aspect.COLOURFULNESS, governs.is(Role.UP) ? 1 : -1);
    } else {
      claims.leaveUnread();
    }
  }
}
