package io.tonework.imaging.pixels;

/**
 * Narrows 16-bit samples to 8 bits without banding: a threshold that depends on the place alone
 * (interleaved gradient noise; J. Jimenez, "Next generation post processing in Call of Duty:
 * Advanced Warfare", SIGGRAPH 2014) is added before rounding, so the result does not depend on
 * bands or threads. A sample that is exactly an 8-bit level keeps it.
 */
public final class Dither {
  private static final double STEP = 257.0;

  private Dither() {}

  /**
   * Narrows one row.
   *
   * @param wide {@code short[pixels * channels]}, unsigned
   * @param narrow {@code byte[pixels * channels]}, written
   * @param left column of the first pixel in the picture
   * @param top row in the picture
   */
  public static void narrow(
      short[] wide, byte[] narrow, int pixels, int channels, int left, int top) {
    for (int x = 0; x < pixels; x++) {
      double threshold = threshold(left + x, top);
      for (int at = x * channels; at < (x + 1) * channels; at++) {
        narrow[at] = (byte) (int) ((wide[at] & 0xFFFF) / STEP + threshold);
      }
    }
  }

  /** Strictly between 0 and 1, 1/512 away from both. */
  private static double threshold(int x, int y) {
    double inner = 0.06711056 * x + 0.00583715 * y;
    double outer = 52.9829189 * (inner - Math.floor(inner));
    return 1 / 512.0 + (outer - Math.floor(outer)) * (510 / 512.0);
  }
}
