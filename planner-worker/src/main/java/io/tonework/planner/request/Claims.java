package io.tonework.planner.request;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.HueBand;
import io.tonework.planner.claims.Subject;
import io.tonework.planner.request.lexicon.Impossible;
import io.tonework.planner.request.lexicon.Lexeme;
import io.tonework.planner.request.lexicon.Role;
import io.tonework.planner.request.lexicon.Trait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a clause claims must become true of the picture, must stay, or cannot be done, and whether
 * all of it was read. Every wish of a clause has the clause's strength. Not thread-safe.
 */
final class Claims {
  private final List<Wish> wishes = new ArrayList<>();
  private final List<Impossible> refused = new ArrayList<>();
  private final Set<Subject> kept = new HashSet<>();
  private final double strength;
  private final @Nullable Lexeme target;
  private boolean isHeld;
  private boolean isUnread;

  Claims(Terms words) {
    this.strength = words.strength();
    this.target = words.target();
  }

  /** A wish for an aspect itself, wherever the clause aims: +1 for more of it, -1 for less. */
  void add(Aspect aspect, int way) {
    wishes.add(Wish.of(Subject.of(aspect), way, strength));
  }

  /** A wish for the part or colour that the clause is about, else for the whole picture. */
  void aim(Aspect about, int way) {
    if (target == null) {
      add(about, way);
    } else if (target.is(Role.HUES)) {
      addHue(target.hue(), about, way);
    } else if (about == Aspect.LIGHTNESS) {
      add(target.aspect(), way);
    } else {
      leaveUnread();
    }
  }

  /** A wish for one colour, which has only its lightness and its colourfulness to move. */
  void addHue(HueBand hue, Aspect about, int way) {
    about
        .ofOneHue()
        .ifPresentOrElse(
            aspect -> wishes.add(Wish.of(new Subject(aspect, hue), way, strength)),
            this::leaveUnread);
  }

  /** Notes that a word was met whose meaning is not plain. */
  void leaveUnread() {
    isUnread = true;
  }

  /** Notes what tone and colour cannot do. */
  void refuse(Impossible what) {
    refused.add(what);
  }

  /** "not brighter": that much is not to change. */
  void keep(Aspect aspect) {
    kept.add(Subject.of(aspect));
  }

  /**
   * "keep the contrast": all that the clause names stays, and nothing in it is a wish. Where it
   * names nothing, the change that it denies says what stays: "don't make it brighter".
   */
  void hold(Terms words) {
    isHeld = true;
    words.list().stream()
        .filter(term -> term.is(Role.NOUN) || term.is(Role.REGION))
        .forEach(term -> keep(term.aspect()));
    boolean namesNothing = !words.any(term -> term.role().isNamed());
    if (namesNothing && words.any(term -> term.is(Role.HOLD) && term.has(Trait.DENIES))) {
      words.list().stream()
          .filter(term -> term.is(Role.COMPARATIVE) || term.is(Role.VERB))
          .forEach(term -> keep(term.aspect()));
    }
  }

  /** The wishes in their order, none where something is to stay as it is. */
  List<Wish> wishes() {
    return isHeld ? List.of() : List.copyOf(wishes);
  }

  Set<Subject> kept() {
    return Set.copyOf(kept);
  }

  List<Impossible> refused() {
    return List.copyOf(refused);
  }

  boolean isHeld() {
    return isHeld;
  }

  boolean isUnread() {
    return isUnread;
  }
}
