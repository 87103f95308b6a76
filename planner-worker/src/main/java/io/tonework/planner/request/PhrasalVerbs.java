package io.tonework.planner.request;

import io.tonework.planner.request.lexicon.Lexeme;
import io.tonework.planner.request.lexicon.Role;
import io.tonework.planner.request.lexicon.Trait;

/** Reads movements whose direction is a particle: "bring ... up". Not thread-safe. */
final class PhrasalVerbs {
  private final Terms words;
  private final Scope scope;
  private final Claims claims;

  PhrasalVerbs(Terms words, Scope scope, Claims claims) {
    this.words = words;
    this.scope = scope;
    this.claims = claims;
  }

  /** "bring the highlights down": the verb waits for its particle. */
  void verb(int at) {
    Lexeme particle = words.firstAfter(at, Role.RISE, Role.FALL);
    if (particle != null || words.get(at).has(Trait.RISES)) {
      scope.move(particle == null || particle.is(Role.RISE));
    } else {
      scope.wish(); // "shift it to the warm side"
    }
  }

  /** "saturation up": the noun stands before its direction. */
  void particle(int at) {
    if (scope.direction() != null || words.has(Role.MOVE)) {
      return;
    }
    boolean up = words.get(at).is(Role.RISE);
    words.list().stream()
        .limit(at)
        .filter(term -> term.is(Role.NOUN))
        .forEach(noun -> claims.add(noun.aspect(), up ? noun.way() : -noun.way()));
  }
}
