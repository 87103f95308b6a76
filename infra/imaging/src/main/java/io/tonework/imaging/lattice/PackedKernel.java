package io.tonework.imaging.lattice;

import io.tonework.imaging.vectors.VectorApi;

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
    return Plain.KERNEL;
  }

  /** The fastest that this Java has. */
  static PackedKernel fastest() {
    return Fastest.KERNEL;
  }

  /**
   * The plain kernel in a process that has mapped few pixels so far, the fastest from then on.
   *
   * @param pixels that are about to be mapped
   */
  static PackedKernel worthwhile(int pixels) {
    return VectorApi.isWorthwhile(pixels) ? fastest() : reference();
  }

  /** One object, so that the compiler sees one target. */
  final class Plain {
    private static final PackedKernel KERNEL = new ScalarPacked();

    private Plain() {}
  }

  /** Chosen once, when first asked for. */
  final class Fastest {
    private static final PackedKernel KERNEL =
        VectorApi.isPresent() ? new VectorPacked() : Plain.KERNEL;

    private Fastest() {}
  }
}
