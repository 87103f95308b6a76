package io.tonework.imaging.compare;

/** Colours for a scale from nothing to much: black, violet, red, orange, pale yellow. */
final class HeatColours {
  private static final int[][] STOPS = {
    {0, 0, 0}, {60, 18, 110}, {165, 35, 95}, {235, 95, 35}, {252, 185, 40}, {255, 255, 210}
  };

  private HeatColours() {}

  /**
   * The colour of a value, brighter for more.
   *
   * @param part 0..1; values beyond are clamped
   * @return {@code 0xRRGGBB}
   */
  static int of(double part) {
    double at = Math.clamp(part, 0.0, 1.0) * (STOPS.length - 1);
    int below = Math.min((int) at, STOPS.length - 2);
    int colour = 0;
    for (int c = 0; c < 3; c++) {
      double low = STOPS[below][c];
      double high = STOPS[below + 1][c];
      colour = colour << 8 | (int) Math.round(low + (at - below) * (high - low));
    }
    return colour;
  }
}
