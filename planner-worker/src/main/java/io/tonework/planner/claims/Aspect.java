package io.tonework.planner.claims;

import java.util.Optional;

/**
 * What a claim is about, with the sizes from which a change of it is worth a word.
 *
 * <p>The units are those of CIELAB (D65): 1 is about what an attentive eye notices in one colour,
 * and a picture as a whole shows less than a patch does.
 */
public enum Aspect {
  /** Mean lightness L*. */
  LIGHTNESS,
  /** Distance between the 5th and the 95th percentile of L*. */
  CONTRAST,
  /** Mean L* of the quarter of the pixels that was darkest. */
  SHADOWS,
  /** Mean L* of the quarter of the pixels that was brightest. */
  HIGHLIGHTS,
  /** Mean b*: up is warmer. */
  WARMTH,
  /** Mean a*: up is towards magenta, down towards green. */
  TINT,
  /** Mean chroma C*. */
  COLOURFULNESS,
  /** Mean chroma of the pixels of one hue. */
  HUE_COLOURFULNESS,
  /** Mean L* of the pixels of one hue. */
  HUE_LIGHTNESS,
  /**
   * Mean turn of the hue angle of the pixels of one hue, in degrees: up is red to yellow to green.
   */
  HUE_TURN;

  private final double slight;
  private final double clear;
  private final double strong;

  Aspect() {
    Thresholds thresholds = Thresholds.of(name());
    this.slight = thresholds.slight();
    this.clear = thresholds.clear();
    this.strong = thresholds.strong();
  }

  /** True for an aspect of the pixels of one colour, false for one of the whole picture. */
  public boolean isOfOneHue() {
    return switch (this) {
      case HUE_COLOURFULNESS, HUE_LIGHTNESS, HUE_TURN -> true;
      case LIGHTNESS, CONTRAST, SHADOWS, HIGHLIGHTS, WARMTH, TINT, COLOURFULNESS -> false;
    };
  }

  /** The same of one colour alone; empty for what only a whole picture has. */
  public Optional<Aspect> ofOneHue() {
    return switch (this) {
      case COLOURFULNESS, HUE_COLOURFULNESS -> Optional.of(HUE_COLOURFULNESS);
      case LIGHTNESS, HUE_LIGHTNESS -> Optional.of(HUE_LIGHTNESS);
      case HUE_TURN -> Optional.of(HUE_TURN);
      case CONTRAST, SHADOWS, HIGHLIGHTS, WARMTH, TINT -> Optional.empty();
    };
  }

  /** A smaller change is none. */
  public double slight() {
    return slight;
  }

  /** The smallest change that deserves that word. */
  public double from(Size size) {
    return switch (size) {
      case SLIGHT -> slight;
      case CLEAR -> clear;
      case STRONG -> strong;
    };
  }

  /** How many times as large as a clear change it is; makes changes of two aspects comparable. */
  public double weight(double change) {
    return Math.abs(change) / clear;
  }

  /** The word for a change, whose magnitude is at least {@link #slight}. */
  public Size size(double change) {
    double magnitude = Math.abs(change);
    if (magnitude >= strong) {
      return Size.STRONG;
    }
    return magnitude >= clear ? Size.CLEAR : Size.SLIGHT;
  }
}
