package io.tonework.planner.request;

import io.tonework.planner.claims.Subject;
import io.tonework.planner.request.lexicon.Impossible;
import io.tonework.planner.request.lexicon.Lexeme;
import io.tonework.planner.request.lexicon.Role;
import java.util.List;
import java.util.Set;

/**
 * One clause of a request, read from left to right. What governs a word (more, too, make) may stand
 * in an earlier clause of the sentence: "increase brightness and contrast". Not thread-safe.
 */
final class Clause {
  private final Terms words;
  private final Scope scope;
  private final Claims claims;
  private final PhrasalVerbs phrasalVerbs;
  private final Predicates predicates;
  private final NounPhrases nouns;
  private final TonalRegions regions;
  private final ColourPhrases colours;

  Clause(List<Lexeme> list, Scope.Carried before) {
    this.words = new Terms(list);
    this.scope = new Scope(words, before);
    this.claims = new Claims(words);
    this.phrasalVerbs = new PhrasalVerbs(words, scope, claims);
    this.predicates = new Predicates(words, scope, claims);
    this.nouns = new NounPhrases(words, scope, claims);
    this.regions = new TonalRegions(words, scope, claims);
    this.colours = new ColourPhrases(words, scope, claims);
  }

  /** What it asks for; to be called once. */
  void read() {
    for (int i = 0; i < words.size() && !words.get(i).is(Role.THAN); i++) {
      read(i);
    }
  }

  private void read(int at) {
    Lexeme word = words.get(at);
    switch (word.role()) {
      case UP, DOWN -> scope.direct(word);
      case TOO, NOTSO -> scope.findFault();
      case STATED -> scope.intensify();
      case IS -> scope.state();
      case MAKE -> scope.make();
      case NOT -> scope.deny();
      case MOVE -> phrasalVerbs.verb(at);
      case RISE, FALL -> phrasalVerbs.particle(at);
      case VERB -> predicates.verb(at);
      case COMPARATIVE -> predicates.comparative(at);
      case ADJECTIVE, FAULT -> predicates.adjective(at);
      case BLOCKED -> predicates.black(at);
      case NOUN -> nouns.read(at);
      case REGION -> regions.read(at);
      case COLOUR, CAST -> colours.cast(at);
      case HUES -> colours.hues(at);
      case HOLD -> claims.hold(words);
      case CANNOT -> claims.refuse(word.impossible());
      case STYLE -> claims.leaveUnread();
      case UNKNOWN,
          TONE,
          RESTORE,
          CRUSH,
          BLOWN,
          ENOUGH,
          HIGH,
          LOW,
          LITTLE,
          MUCH,
          NUMBER,
          FILLER,
          AND,
          THAN,
          STOP -> {}
    }
  }

  /** The wishes, none where something is to stay as it is. */
  List<Wish> wishes() {
    return claims.wishes();
  }

  /** What is to stay as it is. */
  Set<Subject> kept() {
    return claims.kept();
  }

  List<Impossible> refused() {
    return claims.refused();
  }

  /** True when it speaks of nothing but the picture as a whole, its tones and colours. */
  boolean isKnown() {
    return !words.has(Role.UNKNOWN, Role.STYLE);
  }

  /** True when every word was read. */
  boolean isPlain() {
    return isKnown() && !claims.isUnread() && !claims.isHeld();
  }

  /** What governs the next clause of the sentence too. */
  Scope.Carried leaves() {
    return claims.isHeld() ? Scope.Carried.HELD : scope.carried();
  }
}
