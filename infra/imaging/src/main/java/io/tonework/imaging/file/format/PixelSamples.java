package io.tonework.imaging.file.format;

/**
 * What the samples of a pixel are, in the order in which a file stores them.
 *
 * @param colours how many are colour or ink; they come first
 * @param stored how many there are
 * @param alpha which of them is transparency, counted from 0; -1 if none is
 * @param premultiplied whether the colours were multiplied by the transparency
 */
public record PixelSamples(int colours, int stored, int alpha, boolean premultiplied) {
  private static final int ASSOCIATED = 1;
  private static final int UNASSOCIATED = 2;

  /**
   * Reads the meaning of extra samples (TIFF 6.0, ExtraSamples). A single one of which nothing is
   * said is transparency, as every decoder takes it; one that is said to be unspecified is not.
   *
   * @param extras the values of the tag; empty if it is absent
   */
  public static PixelSamples ofTiff(int colours, int stored, int[] extras) {
    if (colours > 3) {
      return new PixelSamples(colours, stored, -1, false); // inks are converted, opaque
    }
    if (extras.length == 0) {
      boolean one = stored == colours + 1;
      return new PixelSamples(colours, stored, one ? colours : -1, false);
    }
    for (int i = 0; i < Math.min(extras.length, stored - colours); i++) {
      if (extras[i] == ASSOCIATED || extras[i] == UNASSOCIATED) {
        return new PixelSamples(colours, stored, colours + i, extras[i] == ASSOCIATED);
      }
    }
    return new PixelSamples(colours, stored, -1, false);
  }

  /** How many are rendered: the colours, and transparency if there is any. */
  public int kept() {
    return colours + (alpha < 0 ? 0 : 1);
  }

  /** Whether there are samples that are neither colour nor transparency. */
  public boolean hasOthers() {
    return stored > kept();
  }
}
