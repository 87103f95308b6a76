package io.tonework.imaging.compare;

import java.util.stream.DoubleStream;

/** What a difference map shows of each pixel. */
public enum DifferenceKind {
  /** The colour difference CIEDE2000. */
  DE2000("dE00"),
  /** The largest difference of a channel, in 8-bit levels. */
  ABSOLUTE("levels of 255");

  private final String unit;

  DifferenceKind(String unit) {
    this.unit = unit;
  }

  /** The words beside the scale. */
  String unit() {
    return unit;
  }

  /** The round end of a scale on which nearly all of these pictures' differences lie. */
  double suitable(PictureDifference difference) {
    return switch (this) {
      case DE2000 -> firstAbove(difference.deltaE2000P95(), 1, 2, 5, 10, 20, 50);
      case ABSOLUTE ->
          firstAbove(difference.largestChannelDifference(), 4, 8, 16, 32, 64, 128, 255);
    };
  }

  private static double firstAbove(double value, double... scales) {
    return DoubleStream.of(scales)
        .filter(scale -> scale >= value)
        .findFirst()
        .orElse(scales[scales.length - 1]);
  }
}
