package io.tonework.imaging.lattice;

import io.tonework.imaging.vectors.VectorApi;

/**
 * Interpolates a {@link Lattice} between its nodes: a cell is cut into six tetrahedra along its
 * grey diagonal, and a colour is the barycentric mix of the four corners of the one it lies in.
 * Grey stays on the diagonal, so neutral colours mix with neutral nodes only. Thread-safe.
 */
public sealed interface TetrahedralInterpolator permits ScalarTetrahedral, VectorTetrahedral {
  /**
   * Interpolates.
   *
   * @param rgb {@code float[points * 3]} or longer, interleaved; clamped to 0..1; not changed
   * @param out {@code float[points * 3]} or longer, written in the same layout, not clamped; may be
   *     {@code rgb} itself
   */
  void map(Lattice lattice, float[] rgb, float[] out, int points);

  /** The plain version that the others are checked against. */
  static TetrahedralInterpolator reference() {
    return ScalarTetrahedral.INSTANCE;
  }

  /** The Vector API version where its module is present, the plain one otherwise. */
  static TetrahedralInterpolator fastest() {
    return Fastest.INSTANCE;
  }

  /**
   * The plain kernel in a process that has mapped few pixels so far, the fastest from then on.
   *
   * @param pixels that are about to be mapped
   */
  static TetrahedralInterpolator worthwhile(int pixels) {
    return VectorApi.isWorthwhile(pixels) ? fastest() : reference();
  }

  /** Chosen once, when first asked for. */
  final class Fastest {
    private static final TetrahedralInterpolator INSTANCE =
        VectorApi.isPresent() ? new VectorTetrahedral() : ScalarTetrahedral.INSTANCE;

    private Fastest() {}
  }
}
