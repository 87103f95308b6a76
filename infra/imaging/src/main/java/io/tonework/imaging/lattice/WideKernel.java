package io.tonework.imaging.lattice;

/**
 * How a run of pixels goes through a {@link WideLattice}. All kernels give the same bits: the same
 * operations of IEEE 754 doubles in the same order. Implementations are stateless.
 */
sealed interface WideKernel permits ScalarWide, VectorWide {
  /**
   * Maps pixels in place.
   *
   * @param run working memory
   * @param pixels interleaved, unsigned
   * @param from index of the first sample
   * @param count pixels, at most {@link WideRun#PIXELS}
   * @param channels 3 or 4; the fourth is left
   */
  void map(WideLattice lattice, WideRun run, short[] pixels, int from, int count, int channels);

  /** The plain statement of the arithmetic, and what runs where the Vector API is missing. */
  static WideKernel reference() {
    return Kernels.SCALAR;
  }

  /** The fastest that this Java has. */
  static WideKernel fastest() {
    return Kernels.FASTEST;
  }

  /** Chosen once, so that the compiler sees one target. */
  final class Kernels {
    private static final WideKernel SCALAR = new ScalarWide();
    private static final WideKernel FASTEST =
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            ? new VectorWide()
            : SCALAR;

    private Kernels() {}
  }
}
