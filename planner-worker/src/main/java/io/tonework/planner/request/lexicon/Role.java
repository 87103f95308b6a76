package io.tonework.planner.request.lexicon;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.HueBand;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a term does in a request. */
public enum Role {
  /** Done to the picture: brighten, cool down. */
  VERB,
  /** What it becomes: warmer. */
  COMPARATIVE,
  /** What it is or shall be, by the words around it: dark, vivid. */
  ADJECTIVE,
  /** An adjective that finds fault where nothing else stands with it: flat, dull. */
  FAULT,
  /** What there is more or less of: contrast, haze. */
  NOUN,
  /** A part of the tones: shadows, highlights. */
  REGION,
  /** A colour, of the whole picture or by itself: yellow. */
  COLOUR,
  /** A colour that only a cast has: yellowish. */
  CAST,
  /** One colour by itself: blues. */
  HUES,
  /** Makes the colour before it a cast: tint, tone. */
  TONE,
  /** More of what follows: more, increase. */
  UP,
  /** Less of what follows: less, reduce, too much. */
  DOWN,
  /** Opens shadows and holds highlights: recover, show. */
  RESTORE,
  /** Deepens shadows. */
  CRUSH,
  /** Waits for its particle: bring ... up. */
  MOVE,
  /** Up, of a movement. */
  RISE,
  /** Down, of a movement. */
  FALL,
  /** A fault of highlights. */
  BLOWN,
  /** A fault of shadows. */
  BLOCKED,
  /** Finds fault with what follows: too. */
  TOO,
  /** Finds fault with what is, strengthens what shall be: very. */
  STATED,
  /** Wants less of what follows: not so. */
  NOTSO,
  /** Behind a denied adjective: not bright enough. */
  ENOUGH,
  /** A high level: strong. */
  HIGH,
  /** A low level: weak. */
  LOW,
  /** A small strength. */
  LITTLE,
  /** A great strength. */
  MUCH,
  /** Denies what follows. */
  NOT,
  /** What must stay as it is: keep, without. */
  HOLD,
  /** A wish for what follows: make, should be. */
  MAKE,
  /** States what is: looks, came out. */
  IS,
  /** Joins two clauses of a sentence, as a comma does. */
  AND,
  /** Ends what is read of a clause. */
  THAN,
  /** Ends a sentence. */
  STOP,
  /** A number, signed or not. */
  NUMBER,
  /** Known, and of no weight. */
  FILLER,
  /** A look, a mood, an improvement: for the planner to read. */
  STYLE,
  /** What tone and colour cannot do. */
  CANNOT,
  /** No word of the lexicon. */
  UNKNOWN;

  /**
   * What a term of this role is about.
   *
   * @param name as the lexicon has it; null for none
   * @throws IllegalArgumentException when there is no such thing, or the role needs one
   */
  @Nullable Enum<?> topic(@Nullable String name) {
    return switch (this) {
      case VERB, COMPARATIVE, ADJECTIVE, FAULT, NOUN, REGION -> Aspect.valueOf(upper(name));
      case COLOUR, CAST, HUES -> HueBand.valueOf(upper(name));
      case CANNOT -> Impossible.valueOf(upper(name));
      default -> {
        if (name != null) {
          throw new IllegalArgumentException(this + " is about nothing, not about " + name);
        }
        yield null;
      }
    };
  }

  private String upper(@Nullable String name) {
    if (name == null) {
      throw new IllegalArgumentException(this + " must say what it is about");
    }
    return name.toUpperCase(Locale.ROOT);
  }

  /** True when a clause that has one says its direction by itself. */
  public boolean directs() {
    return this == UP || this == DOWN;
  }

  /** True for what says how a thing is, or shall be. */
  public boolean modifies() {
    return this == COMPARATIVE || this == ADJECTIVE || this == FAULT;
  }

  /** True for what a change may be made to, also for what nobody here knows. */
  public boolean isNamed() {
    return switch (this) {
      case NOUN, REGION, COLOUR, CAST, HUES, CANNOT, STYLE, UNKNOWN -> true;
      default -> false;
    };
  }

  /** True for what a strength, or nothing, may stand between. */
  public boolean weighsNothing() {
    return this == FILLER || this == LITTLE || this == MUCH || this == NUMBER || this == STATED;
  }
}
