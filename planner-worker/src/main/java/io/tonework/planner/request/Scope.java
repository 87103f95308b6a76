package io.tonework.planner.request;

import io.tonework.planner.request.lexicon.Lexeme;
import io.tonework.planner.request.lexicon.Role;
import io.tonework.planner.request.lexicon.Trait;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What governs the next word of a clause: a direction, a fault found, a wish, a denial, a statement
 * of what is. Each holds from where it is said on; all but the denial may come from an earlier
 * clause of the sentence. Not thread-safe.
 */
final class Scope {
  /** What a sentence has said before a clause and still holds in it. */
  record Carried(
      @Nullable Lexeme direction,
      boolean isFault,
      boolean isWished,
      boolean isStated,
      boolean isHeld) {
    static final Carried NOTHING = new Carried(null, false, false, false, false);

    /** "don't bring up the shadows": nothing, and what only continues it is no wish either. */
    static final Carried HELD = new Carried(null, false, false, false, true);
  }

  private static final Lexeme RISE = moving(Role.UP);
  private static final Lexeme FALL = moving(Role.DOWN);

  private final Terms words;
  private @Nullable Lexeme direction;
  private boolean isFault;
  private boolean isWished;
  private boolean isDenied;
  private boolean isStated;

  private final @Nullable Lexeme before;
  private final boolean isHeld;

  /**
   * A clause with a direction of its own, or a "too", takes neither from before; nor does "less"
   * reach what has a verb or a subject of its own: "less warm and the picture bright".
   */
  Scope(Terms words, Carried before) {
    this.words = words;
    this.before = before.direction();
    this.isHeld = before.isHeld();
    Lexeme particle = isHeld ? null : words.elliptic();
    Lexeme carried = before.direction();
    boolean directed =
        words.has(Role.UP, Role.DOWN, Role.VERB, Role.COMPARATIVE, Role.TOO, Role.MOVE)
            || particle != null
            || (carried != null && carried.is(Role.DOWN) && words.hasPredicate());
    this.direction =
        particle != null ? particle.is(Role.RISE) ? RISE : FALL : directed ? null : carried;
    this.isFault = !directed && before.isFault();
    this.isWished = before.isWished();
    this.isStated = before.isStated();
  }

  /** What a movement makes of its particle. */
  private static Lexeme moving(Role direction) {
    return new Lexeme(direction, null, 0, Set.of(Trait.LEVELS), "", true);
  }

  /** "more", "less": a direction for what follows; a denial leaves nothing of "more". */
  void direct(Lexeme word) {
    if (word.has(Trait.YIELDS) && direction != null) {
      return; // "remove some contrast"
    }
    direction = isDenied && word.is(Role.UP) ? null : word;
    isFault = false;
  }

  /** A movement of what follows, with the faults found before it forgotten. */
  void move(boolean up) {
    turn(up);
    isFault = false;
  }

  /** A direction for what follows, which leaves the faults found as they are. */
  void turn(boolean up) {
    direction = up ? RISE : FALL;
  }

  /** "too", "not so": a fault is found with what follows. */
  void findFault() {
    isFault = true;
  }

  /** "make it": a wish, and no statement any more. */
  void make() {
    isWished = true;
    isStated = false;
  }

  /** "shift it": a wish; what was stated before it still holds. */
  void wish() {
    isWished = true;
  }

  /** "it is": a statement, and no wish any more. */
  void state() {
    isStated = true;
    isWished = false;
  }

  /** "very": takes what follows for a statement; a wish made before it still holds. */
  void intensify() {
    isStated = true;
  }

  void deny() {
    isDenied = true;
  }

  @Nullable Lexeme direction() {
    return direction;
  }

  boolean isFault() {
    return isFault;
  }

  boolean isWished() {
    return isWished;
  }

  boolean isDenied() {
    return isDenied;
  }

  boolean isStated() {
    return isStated;
  }

  /** What directs a noun or a colour: said before it, else behind it; null for nothing. */
  @Nullable Lexeme directionOf(int at) {
    return direction == null ? words.trailing(at) : direction;
  }

  /** What governs an adjective: in this clause, else in one before; null for nothing. */
  @Nullable Lexeme governor(int at) {
    Lexeme inside = words.governor(at);
    return inside != null || words.has(Role.UP, Role.DOWN) ? inside : direction;
  }

  /** What governs the next clause of the sentence too; a particle at the end directs no more. */
  Carried carried() {
    boolean isOver = words.elliptic() != null && words.endsInParticle();
    return new Carried(isOver ? before : direction, isFault, isWished, isStated, isHeld);
  }
}
