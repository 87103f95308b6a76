package io.tonework.imaging.compare;

import java.util.Arrays;

/** What a difference map shows of each pixel. */
public enum DifferenceKind {
  /** The colour difference CIEDE2000. */
  DE2000("dE00", 1, 2, 5, 10, 20, 50),
  /** The largest difference of a channel, in 8-bit levels. */
  ABSOLUTE("levels of 255", 4, 8, 16, 32, 64, 128, 255);

  private final String unit;
  private final double[] scales;

  DifferenceKind(String unit, double... scales) {
    this.unit = unit;
    this.scales = scales;
  }

  /** The words beside the scale. */
  String unit() {
    return unit;
  }

  /** The round end of a scale on which nearly all of these pictures' differences lie. */
  double suitable(PictureDifference difference) {
    double most =
        this == DE2000 ? difference.deltaE2000P95() : difference.largestChannelDifference();
    return Arrays.stream(scales)
        .filter(scale -> scale >= most)
        .findFirst()
        .orElse(scales[scales.length - 1]);
  }
}
