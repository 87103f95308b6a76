package io.tonework.planner.request;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One clause of a request, read from left to right. What governs a word (more, too, make) may stand
 * in an earlier clause of the sentence: "increase brightness and contrast". Not thread-safe.
 */
final class Clause {
  private static final String LIGHTNESS = "lightness";
  private static final String COLOURFULNESS = "colourfulness";
  private static final String SHADOWS = "shadows";

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

  /** Only these say of shadows whether they get lighter; "more shadow" is darker to some. */
  private static final Set<String> LIFTS =
      Set.of("lift", "raise", "raising", "boost", "bring up", "push up", "turn up", "raise up");

  /** Verbs of movement that rise without a particle. */
  private static final Set<String> RAISES = Set.of("crank", "bump", "pump", "push");

  private static final Set<String> LOWERS =
      Set.of("lower", "lowering", "bring down", "pull down", "drop", "take down", "turn down");

  /** What a sentence has said before a clause and still holds in it. */
  record Before(
      @Nullable Lexeme direction, @Nullable Lexeme fault, boolean isWished, boolean isStated) {
    static final Before NOTHING = new Before(null, null, false, false);
  }

  private final Terms words;
  private final List<ReadWish> wishes = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final double strength;
  private final @Nullable Lexeme target;
  private final Set<String> kept = new HashSet<>();
  private boolean unread;
  private boolean held;

  // what governs the next word
  private @Nullable Lexeme direction;
  private @Nullable Lexeme fault;
  private boolean isWished;
  private boolean isDenied;
  private boolean isStated;

  Clause(List<Lexeme> list, Before before) {
    this.words = new Terms(list);
    boolean directed =
        words.has(Role.UP, Role.DOWN, Role.VERB, Role.COMPARATIVE, Role.TOO, Role.MOVE);
    this.direction = directed ? null : before.direction();
    this.fault = directed ? null : before.fault();
    this.isWished = before.isWished();
    this.isStated = before.isStated();
    this.strength = words.strength();
    this.target = words.target();
  }

  /** What it asks for; to be called once. */
  void read() {
    for (int i = 0; i < words.size(); i++) {
      Lexeme word = words.get(i);
      switch (word.role()) {
        case UP, DOWN -> direct(word);
        case MOVE -> particleBehind(i);
        case RISE, FALL -> settle(i);
        case TOO, NOTSO -> fault = word;
        case STATED -> isStated = true;
        case IS -> {
          isStated = true;
          isWished = false;
        }
        case MAKE -> {
          isWished = true;
          isStated = false;
        }
        case NOT -> isDenied = true;
        case HOLD -> {
          held = true;
          words.list().stream()
              .filter(other -> other.is(Role.NOUN) || other.is(Role.REGION))
              .forEach(other -> kept.add(other.about()));
        }
        case VERB -> verb(i);
        case COMPARATIVE -> comparative(i);
        case ADJECTIVE, FAULT -> adjective(i);
        case NOUN -> noun(i);
        case REGION -> region(i);
        case COLOUR, CAST -> colour(i);
        case HUES -> hues(i);
        case CANNOT -> refused.add(word.about());
        case STYLE -> unread = true;
        case THAN -> {
          return;
        }
        case BLOCKED -> black(word);
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
            STOP -> {}
      }
    }
  }

  private void direct(Lexeme word) {
    boolean isSome = word.text().equals("some") || word.text().equals("give");
    if (isSome && direction != null) {
      return; // "remove some contrast"
    }
    direction = isDenied && word.is(Role.UP) ? null : word;
    fault = null;
  }

  /** "it's nearly black". */
  private void black(Lexeme word) {
    if (target == null && word.text().equals("black") && (isStated || fault != null)) {
      add(LIGHTNESS, 1);
    }
  }

  /** "bring the highlights down": the verb waits for its particle. */
  private void particleBehind(int at) {
    Lexeme particle = words.firstAfter(at, Role.RISE, Role.FALL);
    if (particle != null || RAISES.contains(words.get(at).text())) {
      direction = moved(particle == null || particle.is(Role.RISE));
      fault = null;
    } else {
      isWished = true; // "shift it to the warm side"
    }
  }

  private static Lexeme moved(boolean up) {
    return new Lexeme(up ? Role.UP : Role.DOWN, "", 0, up ? "bring up" : "bring down", true);
  }

  /** "saturation up": the noun stands before its direction. */
  private void settle(int at) {
    if (direction != null || words.has(Role.MOVE)) {
      return;
    }
    for (int i = 0; i < at; i++) {
      if (words.get(i).is(Role.NOUN)) {
        add(
            words.get(i).about(),
            words.get(at).is(Role.RISE) ? words.get(i).way() : -words.get(i).way());
      }
    }
  }

  private void verb(int at) {
    Lexeme verb = words.get(at);
    Lexeme object =
        words.firstAfter(at, Role.NOUN, Role.CANNOT, Role.REGION, Role.HUES, Role.COLOUR);
    if (isDenied) {
      return;
    }
    if (object != null && object.is(Role.CANNOT)) {
      return; // "soften the focus"
    }
    if (object != null && object.is(Role.NOUN) && !object.about().equals(verb.about())) {
      if (verb.about().equals(LIGHTNESS)) {
        unread = true; // "brighten the colours" may mean either
      } else {
        direction = moved(verb.way() > 0); // "fade the contrast"
      }
      return;
    }
    if (object != null && object.is(Role.REGION) && verb.about().equals("contrast")) {
      direction = moved(false); // "soften the highlights"
      return;
    }
    if (object != null && object.is(Role.COLOUR) && !words.isTone(words.indexOf(object))) {
      hue(object.about(), verb.about(), verb.way());
      return;
    }
    aim(verb.about(), verb.way());
  }

  private void comparative(int at) {
    Lexeme word = words.get(at);
    if (isDenied) {
      return;
    }
    int way = isLess(at) || fault != null ? -word.way() : word.way();
    if (word.about().equals(LIGHTNESS) && words.isNounOf(at + 1, COLOURFULNESS)) {
      unread = true; // brighter colours: lighter, or richer?
      return;
    }
    Lexeme colour = words.first(Role.COLOUR);
    if (colour != null && Terms.isOfOneColour(word) && !words.isTone(words.indexOf(colour))) {
      hue(colour.about(), word.about(), way);
      return;
    }
    aim(word.about(), way);
  }

  private void adjective(int at) {
    Lexeme word = words.get(at);
    Lexeme governs = governor(at);
    boolean enough = words.firstAfter(at, Role.ENOUGH) != null;
    int way;
    if (fault != null) {
      way = -word.way();
    } else if (governs != null) {
      way = governs.is(Role.UP) ? word.way() : -word.way();
    } else if (enough) {
      way = isDenied || isStated ? word.way() : 0;
    } else if (isDenied) {
      way = isWished ? -word.way() : word.is(Role.FAULT) ? 0 : word.way();
    } else if (isWished) {
      way = word.way();
    } else if (isStated || word.is(Role.FAULT)) {
      way = -word.way();
    } else {
      way =
          words.isNounOf(at + 1, COLOURFULNESS)
                  || words.isNounOf(at + 1, "warmth")
                  || target != null
                  || words.has(Role.STYLE)
              ? word.way()
              : 0;
    }
    if (way == 0 || isOfAnotherNoun(at)) {
      unread = true;
    } else if (isColourBehind(at)) {
      hue(words.get(at + 1).about(), word.about(), way);
    } else {
      aim(word.about(), way);
    }
  }

  /** "bright colours", "flat light": neither of the two is meant for sure. */
  private boolean isOfAnotherNoun(int at) {
    String about = words.get(at).about();
    return words.isNext(at, Role.NOUN)
        && !words.isNounOf(at + 1, about)
        && !(about.equals("warmth") && words.isNounOf(at + 1, COLOURFULNESS));
  }

  /** "more vivid orange". */
  private boolean isColourBehind(int at) {
    return words.isNext(at, Role.COLOUR)
        && Terms.isOfOneColour(words.get(at))
        && !words.isTone(at + 1);
  }

  private void noun(int at) {
    Lexeme noun = words.get(at);
    if (at > 0 && isModifier(words.get(at - 1))) {
      return; // said by the adjective: "warmer colours"
    }
    int way = nounWay(at);
    if (way == 0) {
      boolean isSubject =
          words.any(word ->
              word.is(Role.COMPARATIVE)
                  || word.is(Role.ADJECTIVE)
                  || word.is(Role.FAULT)
                  || word.is(Role.RISE)
                  || word.is(Role.FALL)
                  || (word.is(Role.VERB) && word.about().equals(noun.about())));
      unread |= !isSubject;
      return;
    }
    Lexeme colour = words.first(Role.COLOUR);
    if (noun.about().equals(COLOURFULNESS) && colour != null && !Terms.isColourItself(noun)) {
      hue(colour.about(), COLOURFULNESS, way * noun.way());
    } else if (colour == null || !Terms.isColourItself(noun)) {
      aim(noun.about(), way * noun.way());
    }
  }

  /** +1 for more of it, -1 for less, 0 when nothing says. */
  private int nounWay(int at) {
    if (words.has(Role.CRUSH)) {
      return 1; // "deepen the contrast"
    }
    int level = words.level();
    if (level != 0) {
      boolean isFault =
          fault != null
              || words.has(Role.TOO)
              || words.has(Role.NOTSO)
              || (words.has(Role.IS) && !isWished && direction == null);
      if (isFault) {
        return -level;
      }
      if (isWished && direction == null) {
        return level;
      }
    }
    Lexeme number = words.first(Role.NUMBER);
    if (number != null && number.way() != 0 && direction == null) {
      return number.way();
    }
    if (fault != null) {
      return -1;
    }
    if (isDenied && words.has(Role.ENOUGH)) {
      return 1;
    }
    Lexeme governs = direction == null ? words.trailing(at) : direction;
    if (governs != null) {
      return governs.is(Role.UP) ? 1 : -1;
    }
    boolean isAlone = !words.any(word -> !word.is(Role.NOUN) && !word.role().weighsNothing());
    return isAlone && !words.get(at).text().startsWith("colo") ? 1 : 0;
  }

  private void region(int at) {
    if (words.any(Clause::isOfLight)) {
      return; // the word of light finds its target
    }
    String part = words.get(at).about();
    boolean isShadows = part.equals(SHADOWS);
    if (words.has(Role.RESTORE)) {
      add(part, isShadows ? 1 : -1);
    } else if (words.has(Role.CRUSH)) {
      aimAt(isShadows, part, -1);
    } else if (words.has(Role.BLOWN)) {
      aimAt(!isShadows, part, -1);
    } else if (words.has(Role.BLOCKED)) {
      aimAt(isShadows, part, 1);
    } else if (words.level() > 0 && (fault != null || isStated)) {
      aimAt(!isShadows, part, -1);
    } else if (direction != null && !words.has(Role.NOUN)) {
      boolean up = direction.is(Role.UP);
      boolean plain = (up ? LIFTS : LOWERS).contains(direction.text());
      aimAt(!isShadows || plain, part, up ? 1 : -1);
    } else if (!words.has(Role.NOUN)) {
      unread = true;
    }
  }

  private static boolean isOfLight(Lexeme word) {
    return word.about().equals(LIGHTNESS)
        && (word.is(Role.VERB)
            || word.is(Role.COMPARATIVE)
            || word.is(Role.ADJECTIVE)
            || word.is(Role.FAULT)
            || word.is(Role.NOUN));
  }

  private void aimAt(boolean isPlain, String part, int way) {
    if (isPlain) {
      add(part, way);
    } else {
      unread = true;
    }
  }

  private void colour(int at) {
    Lexeme colour = words.get(at);
    if (words.isOneColour(at)) {
      return;
    }
    ReadWish cast = CASTS.get(colour.about());
    if (cast == null || target != null) {
      unread = true;
      return;
    }
    boolean isTone =
        words.any(word -> word.is(Role.TONE) && word.text().matches(".*(cast|tint|tinge)"));
    int way;
    if (fault != null) {
      way = -1;
    } else if (direction != null) {
      way = direction.is(Role.UP) ? 1 : -1;
    } else if (isWished) {
      way = isDenied ? -1 : 1;
    } else {
      way = (isStated && !isDenied) || isTone ? -1 : 0;
    }
    if (way == 0) {
      unread = true;
    } else {
      add(cast.subject(), cast.claim().endsWith("up") ? way : -way);
    }
  }

  private void hues(int at) {
    boolean isSaid = words.has(Role.VERB, Role.COMPARATIVE, Role.ADJECTIVE, Role.FAULT, Role.NOUN);
    boolean isTurned = words.has(Role.COLOUR);
    String hue = words.get(at).about();
    if (isTurned || isSaid) {
      unread |= isTurned;
      return;
    }
    Lexeme governs = direction == null ? words.trailing(at) : direction;
    if (words.level() != 0 && (fault != null || words.has(Role.TOO))) {
      hue(hue, COLOURFULNESS, -words.level());
    } else if (governs != null) {
      hue(hue, COLOURFULNESS, governs.is(Role.UP) ? 1 : -1);
    } else {
      unread = true;
    }
  }

  /** To the part or colour that the clause is about, else to the whole picture. */
  private void aim(String about, int way) {
    if (target == null) {
      add(about, way);
    } else if (target.is(Role.HUES)) {
      hue(target.about(), about, way);
    } else if (about.equals(LIGHTNESS)) {
      add(target.about(), way);
    } else {
      unread = true;
    }
  }

  private void hue(String hue, String about, int way) {
    if (about.equals(LIGHTNESS) || about.equals(COLOURFULNESS)) {
      add("hue_" + about + "@" + hue, way);
    } else {
      unread = true;
    }
  }

  private void add(String subject, int way) {
    wishes.add(ReadWish.of(subject, way, strength));
  }

  /** What governs an adjective: in this clause, else in one before. */
  private @Nullable Lexeme governor(int at) {
    Lexeme inside = words.governor(at);
    return inside != null || words.has(Role.UP, Role.DOWN) ? inside : direction;
  }

  /** "less brighter". */
  private boolean isLess(int at) {
    Lexeme governs = words.governor(at);
    return governs != null && governs.is(Role.DOWN);
  }

  private static boolean isModifier(Lexeme word) {
    return word.is(Role.COMPARATIVE) || word.is(Role.ADJECTIVE) || word.is(Role.FAULT);
  }

  /** The wishes, none where something is to stay as it is. */
  List<ReadWish> wishes() {
    return held ? List.of() : List.copyOf(wishes);
  }

  /** What is to stay as it is. */
  Set<String> kept() {
    return Set.copyOf(kept);
  }

  List<String> refused() {
    return List.copyOf(refused);
  }

  /** True when it speaks of nothing but the picture as a whole, its tones and colours. */
  boolean isKnown() {
    return !words.has(Role.UNKNOWN, Role.STYLE);
  }

  /** True when every word was read. */
  boolean isPlain() {
    return isKnown() && !unread && !held;
  }

  /** What governs the next clause of the sentence too. */
  Before leaves() {
    return held ? Before.NOTHING : new Before(direction, fault, isWished, isStated);
  }
}
