package io.tonework.planner.request;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.request.lexicon.Lexeme;
import io.tonework.planner.request.lexicon.Role;
import io.tonework.planner.request.lexicon.Trait;

/**
 * Reads what is done to the picture or said of it: verbs, comparatives, adjectives. Each names an
 * attribute and a direction of it; the scope decides whether that direction is asked for or found
 * fault with. Not thread-safe.
 */
final class Predicates {
  private final Terms words;
  private final Scope scope;
  private final Claims claims;

  Predicates(Terms words, Scope scope, Claims claims) {
    this.words = words;
    this.scope = scope;
    this.claims = claims;
  }

  /** "brighten", with the object that may change its meaning. */
  void verb(int at) {
    if (scope.isDenied()) {
      return;
    }
    Lexeme verb = words.get(at);
    Lexeme object =
        words.firstAfter(at, Role.NOUN, Role.CANNOT, Role.REGION, Role.HUES, Role.COLOUR);
    if (object != null && object.is(Role.CANNOT)) {
      return; // "soften the focus"
    }
    if (object != null && object.is(Role.NOUN) && !object.isAbout(verb.aspect())) {
      if (verb.isAbout(Aspect.LIGHTNESS)) {
        claims.leaveUnread(); // "brighten the colours" may mean either
      } else {
        scope.turn(verb.way() > 0); // "fade the contrast"
      }
    } else if (object != null && object.is(Role.REGION) && verb.isAbout(Aspect.CONTRAST)) {
      scope.turn(false); // "soften the highlights"
    } else if (object != null && isOneColour(object)) {
      claims.addHue(object.hue(), verb.aspect(), verb.way());
    } else {
      claims.aim(verb.aspect(), verb.way());
    }
  }

  /** "brighter", "less brighter". */
  void comparative(int at) {
    Lexeme word = words.get(at);
    if (scope.isDenied()) {
      if (!words.any(term -> term.role().isNamed())) {
        claims.keep(word.aspect()); // "not brighter"
      }
      return;
    }
    if (word.isAbout(Aspect.LIGHTNESS) && words.isNounOf(at + 1, Aspect.COLOURFULNESS)) {
      claims.leaveUnread(); // brighter colours: lighter, or richer?
      return;
    }
    int way = isLess(at) || scope.isFault() ? -word.way() : word.way();
    Lexeme colour = words.first(Role.COLOUR);
    if (colour != null && Terms.isOfOneColour(word) && isOneColour(colour)) {
      claims.addHue(colour.hue(), word.aspect(), way);
    } else {
      claims.aim(word.aspect(), way);
    }
  }

  /** "dark": what is wrong with the picture, or what it shall be. */
  void adjective(int at) {
    Lexeme word = words.get(at);
    int way = adjectiveWay(at);
    if (way == 0 || isOfAnotherNoun(at)) {
      claims.leaveUnread();
    } else if (isColourBehind(at)) {
      claims.addHue(words.get(at + 1).hue(), word.aspect(), way);
    } else {
      claims.aim(word.aspect(), way);
    }
  }

  /** "it's nearly black". */
  void black(int at) {
    if (words.target() == null
        && words.get(at).has(Trait.UNLIT)
        && (scope.isStated() || scope.isFault())) {
      claims.add(Aspect.LIGHTNESS, 1);
    }
  }

  /** The direction that an adjective asks for, 0 when nothing says. */
  private int adjectiveWay(int at) {
    Lexeme word = words.get(at);
    int way = word.way();
    if (scope.isFault()) {
      return -way;
    }
    Lexeme governs = scope.governor(at);
    if (governs != null) {
      return governs.is(Role.UP) ? way : -way;
    }
    if (words.firstAfter(at, Role.ENOUGH) != null) {
      return scope.isDenied() || scope.isStated() ? way : 0;
    }
    if (scope.isDenied()) {
      return scope.isWished() ? -way : word.is(Role.FAULT) ? 0 : way;
    }
    if (scope.isWished()) {
      return way;
    }
    if (scope.isStated() || word.is(Role.FAULT)) {
      return -way;
    }
    boolean isWishItself =
        words.isNounOf(at + 1, Aspect.COLOURFULNESS)
            || words.isNounOf(at + 1, Aspect.WARMTH)
            || words.target() != null
            || words.has(Role.STYLE);
    return isWishItself ? way : 0;
  }

  /** "bright colours", "flat light": neither of the two is meant for sure. */
  private boolean isOfAnotherNoun(int at) {
    Aspect about = words.get(at).aspect();
    return words.isNext(at, Role.NOUN)
        && !words.isNounOf(at + 1, about)
        && !(about == Aspect.WARMTH && words.isNounOf(at + 1, Aspect.COLOURFULNESS));
  }

  /** "more vivid orange". */
  private boolean isColourBehind(int at) {
    return words.isNext(at, Role.COLOUR)
        && Terms.isOfOneColour(words.get(at))
        && !words.isTone(at + 1);
  }

  /** True for a colour by itself, false for that of a cast. */
  private boolean isOneColour(Lexeme object) {
    return object.is(Role.COLOUR) && !words.isTone(words.indexOf(object));
  }

  /** "less brighter". */
  private boolean isLess(int at) {
    Lexeme governs = words.governor(at);
    return governs != null && governs.is(Role.DOWN);
  }
}
