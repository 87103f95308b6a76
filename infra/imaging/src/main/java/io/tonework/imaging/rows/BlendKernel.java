package io.tonework.imaging.rows;

import io.tonework.imaging.vectors.VectorApi;

/**
 * How the picture's own map and that of one region become one, for 8-bit pixels in colour: by far
 * the most frequent blend. All kernels give the same bits. Implementations are stateless.
 */
sealed interface BlendKernel permits ScalarBlend, VectorBlend {
  /**
   * Weights of pixels of mixed kind.
   *
   * @param row moved to the row of the picture
   * @param x column of the first pixel in the picture
   * @param pixels as they came, interleaved from index 0 on, with {@link BlendRun#SLACK} bytes
   *     behind them
   * @param count at most {@link BlendRun#PIXELS}
   * @param channels 3 or 4
   * @param weights written: 0..{@link RegionWeights#ONE}
   */
  void weigh(RegionWeights.Row row, int x, byte[] pixels, int count, int channels, int[] weights);

  /**
   * Mixes pixels; a fourth channel is the same in both and stays.
   *
   * @param outside pixels by the picture's map, with {@link BlendRun#SLACK} bytes behind them
   * @param inside the same pixels by the region's
   * @param weights of the region
   * @param mixed written, with up to {@link BlendRun#SLACK} bytes of no meaning behind the pixels
   */
  void mix(byte[] outside, byte[] inside, int[] weights, int count, int channels, byte[] mixed);

  /** The plain statement of the arithmetic, and what runs where the Vector API is missing. */
  static BlendKernel reference() {
    return Plain.KERNEL;
  }

  /** The fastest that this Java has. */
  static BlendKernel fastest() {
    return Fastest.KERNEL;
  }

  /**
   * The plain kernel in a process that has mapped few pixels so far, the fastest from then on.
   *
   * @param pixels that are about to be mapped
   */
  static BlendKernel worthwhile(int pixels) {
    return VectorApi.isWorthwhile(pixels) ? fastest() : reference();
  }

  /** One object, so that the compiler sees one target. */
  final class Plain {
    private static final BlendKernel KERNEL = new ScalarBlend();

    private Plain() {}
  }

  /** Chosen once, when first asked for. */
  final class Fastest {
    private static final BlendKernel KERNEL =
        VectorApi.isPresent() ? new VectorBlend() : Plain.KERNEL;

    private Fastest() {}
  }
}
