package io.tonework.imaging.compare;

/** What a difference map shows of each pixel. */
public enum DifferenceKind {
  /** The colour difference CIEDE2000. */
  DE2000("dE00", 10),
  /** The largest difference of a channel, in 8-bit levels. */
  ABSOLUTE("levels of 255", 32);

  private final String unit;
  private final double fullScale;

  DifferenceKind(String unit, double fullScale) {
    this.unit = unit;
    this.fullScale = fullScale;
  }

  /** The words beside the scale. */
  public String unit() {
    return unit;
  }

  /** The difference that is shown brightest unless another is wanted. */
  public double fullScale() {
    return fullScale;
  }
}
