package io.tonework.imaging.lattice;

/**
 * How a run of pixels goes through a {@link PackedLattice}. All kernels give the same bits.
 * Implementations are stateless.
 */
sealed interface PackedKernel permits ScalarPacked, VectorPacked {
  /**
   * Maps pixels in place.
   *
   * @param run working memory
   * @param pixels interleaved; the {@link PixelRun#SLACK} bytes behind the last pixel must be there
   *     and are overwritten
   * @param from index of the first byte
   * @param count pixels, at most {@link PixelRun#PIXELS}
   * @param channels 3 or 4; the fourth is left
   */
  void map(PackedLattice lattice, PixelRun run, byte[] pixels, int from, int count, int channels);

  /** The plain statement of the arithmetic, and what runs where the Vector API is missing. */
  static PackedKernel reference() {
    return Kernels.SCALAR;
  }

  /** The fastest that this Java has. */
  static PackedKernel fastest() {
    return Kernels.FASTEST;
  }

  /** Chosen once, so that the compiler sees one target. */
  final class Kernels {
    private static final PackedKernel SCALAR = new ScalarPacked();
    private static final PackedKernel FASTEST =
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            ? new VectorPacked()
            : SCALAR;

    private Kernels() {}
  }
}
