package io.tonework.planner.reasoning;

/**
 * What a claim is about, with the sizes from which a change of it is worth a word.
 *
 * <p>The units are those of CIELAB (D65): 1 is about what an attentive eye notices in one colour,
 * and a picture as a whole shows less than a patch does.
 */
public enum Aspect {
  /** Mean lightness L*. */
  LIGHTNESS(1, 3.5, 9),
  /** Distance between the 5th and the 95th percentile of L*. */
  CONTRAST(1.5, 5, 12),
  /** Mean L* of the quarter of the pixels that was darkest. */
  SHADOWS(1.5, 5, 12),
  /** Mean L* of the quarter of the pixels that was brightest. */
  HIGHLIGHTS(1.5, 5, 12),
  /** Mean b*: up is warmer. */
  WARMTH(1, 3, 8),
  /** Mean a*: up is towards magenta, down towards green. */
  TINT(1, 3, 7),
  /** Mean chroma C*. */
  COLOURFULNESS(1, 3, 8),
  /** Mean chroma of the pixels of one hue. */
  HUE_COLOURFULNESS(2, 6, 14),
  /** Mean L* of the pixels of one hue. */
  HUE_LIGHTNESS(2, 6, 12),
  /**
   * Mean turn of the hue angle of the pixels of one hue, in degrees: up is red to yellow to green.
   */
  HUE_TURN(4, 10, 18);

  private final double slight;
  private final double clear;
  private final double strong;

  Aspect(double slight, double clear, double strong) {
    this.slight = slight;
    this.clear = clear;
    this.strong = strong;
  }

  /** A smaller change is none. */
  public double slight() {
    return slight;
  }

  /** The smallest change that deserves that word. */
  double from(Size size) {
    return switch (size) {
      case SLIGHT -> slight;
      case CLEAR -> clear;
      case STRONG -> strong;
    };
  }

  /** How many times as large as a clear change it is; makes changes of two aspects comparable. */
  double weight(double change) {
    return Math.abs(change) / clear;
  }

  /** The word for a change, whose magnitude is at least {@link #slight}. */
  Size size(double change) {
    double magnitude = Math.abs(change);
    if (magnitude >= strong) {
      return Size.STRONG;
    }
    return magnitude >= clear ? Size.CLEAR : Size.SLIGHT;
  }
}
