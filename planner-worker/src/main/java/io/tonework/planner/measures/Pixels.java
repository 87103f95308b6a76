package io.tonework.planner.measures;

import io.tonework.planner.claims.HueBand;
import io.tonework.planner.tables.Numbers;

/**
 * The same places of a photo at one step of a plan.
 *
 * @param count how many places
 * @param rgb {@code float[count * 3]}, encoded sRGB, 0..1
 * @param lab {@code float[count * 3]}, L*, a*, b*
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes that live for one plan, never compared
record Pixels(int count, float[] rgb, float[] lab) {
  /** Below this chroma a pixel has no hue worth a name. */
  static final double GREY_CHROMA = Numbers.of("grey_chroma");

  private static final double COLOURED_ABOVE = Numbers.of("coloured_above");
  private static final double COLOURED_BELOW = Numbers.of("coloured_below");

  static Pixels of(float[] rgb) {
    int count = rgb.length / 3;
    float[] lab = new float[rgb.length];
    for (int i = 0; i < rgb.length; i += 3) {
      Lab.of(rgb[i], rgb[i + 1], rgb[i + 2], lab, i);
    }
    return new Pixels(count, rgb, lab);
  }

  float lightness(int i) {
    return lab[i * 3];
  }

  float a(int i) {
    return lab[i * 3 + 1];
  }

  float b(int i) {
    return lab[i * 3 + 2];
  }

  double chroma(int i) {
    return Math.hypot(a(i), b(i));
  }

  double hueDegrees(int i) {
    return HueBand.degrees(rgb[i * 3], rgb[i * 3 + 1], rgb[i * 3 + 2]);
  }

  /** Relative luminance, 0..1. */
  double luminance(int i) {
    return Lab.luminance(rgb[i * 3], rgb[i * 3 + 1], rgb[i * 3 + 2]);
  }

  /** True where the colour has a hue: neither grey nor next to black or white. */
  boolean isColoured(int i) {
    return chroma(i) >= GREY_CHROMA
        && lightness(i) > COLOURED_ABOVE
        && lightness(i) < COLOURED_BELOW;
  }
}
