package io.tonework.imaging.lattice;

import io.tonework.imaging.vectors.VectorApi;

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
    return Plain.KERNEL;
  }

  /** The fastest that this Java has. */
  static WideKernel fastest() {
    return Fastest.KERNEL;
  }

  /**
   * The plain kernel in a process that has mapped few pixels so far, the fastest from then on.
   *
   * @param pixels that are about to be mapped
   */
  static WideKernel worthwhile(int pixels) {
    return VectorApi.isWorthwhile(pixels) ? fastest() : reference();
  }

  /** One object, so that the compiler sees one target. */
  final class Plain {
    private static final WideKernel KERNEL = new ScalarWide();

    private Plain() {}
  }

  /** Chosen once, when first asked for. */
  final class Fastest {
    private static final WideKernel KERNEL =
        VectorApi.isPresent() ? new VectorWide() : Plain.KERNEL;

    private Fastest() {}
  }
}
