package io.tonework.planner.request;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.request.lexicon.Lexeme;
import io.tonework.planner.request.lexicon.Role;
import io.tonework.planner.request.lexicon.Trait;
import java.util.stream.IntStream;

/**
 * Reads nouns of attributes, of which there shall be more or less: "more contrast", "contrast +20",
 * "not enough light". Not thread-safe.
 */
final class NounPhrases {
  private final Terms words;
  private final Scope scope;
  private final Claims claims;

  NounPhrases(Terms words, Scope scope, Claims claims) {
    this.words = words;
    this.scope = scope;
    this.claims = claims;
  }

  void read(int at) {
    if (at > 0 && words.get(at - 1).role().modifies()) {
      return; // said by the adjective: "warmer colours"
    }
    Lexeme noun = words.get(at);
    int way = way(at) * noun.way();
    Lexeme colour = words.first(Role.COLOUR);
    if (way == 0) {
      if (noun.way() > 0 && words.any(term -> term.is(Role.NOT) && term.has(Trait.DENIES))) {
        claims.keep(noun.aspect()); // "no more contrast", but "no more haze" is a wish
      }
      if (!isSubject(noun)) {
        claims.leaveUnread();
      }
    } else if (colour == null || !Terms.isColourItself(noun)) {
      if (colour != null && noun.isAbout(Aspect.COLOURFULNESS)) {
        claims.addHue(colour.hue(), Aspect.COLOURFULNESS, way);
      } else {
        claims.aim(noun.aspect(), way);
      }
    }
  }

  /** True when another word of the clause says what happens to it. */
  private boolean isSubject(Lexeme noun) {
    return words.has(Role.RISE, Role.FALL)
        || IntStream.range(0, words.size()).anyMatch(words::grades)
        || words.any(term -> term.role().modifies() || term.isOf(Role.VERB, noun.aspect()));
  }

  /** +1 for more of it, -1 for less, 0 when nothing says. */
  private int way(int at) {
    if (words.has(Role.CRUSH)) {
      return 1; // "deepen the contrast"
    }
    boolean isDirected = scope.direction() != null;
    int level = words.level();
    if (level != 0 && isFault()) {
      return -level;
    }
    if (level != 0 && scope.isWished() && scope.directionOf(at) == null) {
      return level;
    }
    Lexeme number = words.first(Role.NUMBER);
    if (number != null && number.way() != 0 && !isDirected) {
      return number.way();
    }
    if (scope.isFault()) {
      return -1;
    }
    if (scope.isDenied() && words.has(Role.ENOUGH)) {
      return 1;
    }
    Lexeme governs = scope.directionOf(at);
    if (governs != null) {
      return governs.is(Role.UP) ? 1 : -1;
    }
    boolean isAlone = !words.any(term -> !term.is(Role.NOUN) && !term.role().weighsNothing());
    return isAlone && !words.get(at).has(Trait.VAGUE) ? 1 : 0;
  }

  /** "the contrast is too strong", "the contrast is strong": a level that is found fault with. */
  private boolean isFault() {
    return scope.isFault()
        || words.has(Role.TOO, Role.NOTSO)
        || (words.has(Role.IS) && !scope.isWished() && scope.direction() == null);
  }
}
