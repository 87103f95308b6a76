package io.tonework.imaging.lattice;

/** A pointwise colour map, evaluated on many colours at once. Implementations are thread-safe. */
@FunctionalInterface
public interface RgbFunction {
  /** The map that changes nothing. */
  RgbFunction IDENTITY = (rgb, out, points) -> System.arraycopy(rgb, 0, out, 0, points * 3);

  /**
   * Maps colours.
   *
   * @param rgb {@code float[points * 3]} or longer, interleaved, sRGB-encoded, 0..1; not changed
   * @param out {@code float[points * 3]} or longer, written in the same layout; not {@code rgb}
   * @param points how many colours
   */
  void map(float[] rgb, float[] out, int points);

  /** This map, then the other one on what it gives. */
  default RgbFunction andThen(RgbFunction next) {
    return (rgb, out, points) -> {
      float[] between = new float[points * 3];
      map(rgb, between, points);
      next.map(between, out, points);
    };
  }
}
