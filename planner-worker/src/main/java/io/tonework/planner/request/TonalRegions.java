package io.tonework.planner.request;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.request.lexicon.Lexeme;
import io.tonework.planner.request.lexicon.Role;
import io.tonework.planner.request.lexicon.Trait;

/**
 * Reads what is asked of shadows and highlights. The same words may mean either way of a part
 * ("more shadow"), so that only the ways that its faults and remedies name are plain. Not
 * thread-safe.
 */
final class TonalRegions {
  private final Terms words;
  private final Scope scope;
  private final Claims claims;

  TonalRegions(Terms words, Scope scope, Claims claims) {
    this.words = words;
    this.scope = scope;
    this.claims = claims;
  }

  void read(int at) {
    if (words.any(TonalRegions::isOfLight)) {
      return; // the word of light finds its target
    }
    Lexeme direction = scope.direction();
    Aspect part = words.get(at).aspect();
    boolean isShadows = part == Aspect.SHADOWS;
    if (words.has(Role.RESTORE)) {
      claims.add(part, isShadows ? 1 : -1);
    } else if (words.has(Role.CRUSH)) {
      addWhen(isShadows, part, -1);
    } else if (words.has(Role.BLOWN)) {
      addWhen(!isShadows, part, -1);
    } else if (words.has(Role.BLOCKED)) {
      addWhen(isShadows, part, 1);
    } else if (words.level() > 0 && (scope.isFault() || scope.isStated())) {
      addWhen(!isShadows, part, -1);
    } else if (words.has(Role.NOUN)) {
      return; // the direction is the noun's
    } else if (direction != null) {
      boolean up = direction.is(Role.UP);
      boolean isPlain = direction.has(Trait.LEVELS); // "more shadow" is darker to some
      addWhen(!isShadows || isPlain, part, up ? 1 : -1);
    } else {
      claims.leaveUnread();
    }
  }

  private static boolean isOfLight(Lexeme word) {
    return word.isAbout(Aspect.LIGHTNESS)
        && (word.role().modifies() || word.is(Role.VERB) || word.is(Role.NOUN));
  }

  private void addWhen(boolean isPlain, Aspect part, int way) {
    if (isPlain) {
      claims.add(part, way);
    } else {
      claims.leaveUnread();
    }
  }
}
