package io.tonework.imaging.compiled;

/**
 * How a run of pixels goes through {@link MapTables}. All kernels give the same bits: the same
 * operations of IEEE 754 floats in the same order. Implementations are stateless.
 */
sealed interface CompiledKernel permits ScalarKernel, VectorKernel {
  /**
   * Takes 8-bit pixels apart into the run's colours.
   *
   * @param pixels interleaved; {@link PlanarRun#SLACK} bytes behind the last pixel must be there
   * @param from index of the first byte
   * @param count pixels, at most {@link PlanarRun#PIXELS}
   * @param channels 3 or 4
   */
  void load(byte[] pixels, int from, int count, int channels, PlanarRun run);

  /** Maps the run's colours in place. */
  void map(MapTables tables, PlanarRun run, int count);

  /**
   * Rounds the run's colours into 8-bit pixels; a fourth channel is left.
   *
   * @param pixels interleaved; the {@link PlanarRun#SLACK} bytes behind the last pixel must be
   *     there and may be overwritten
   */
  void store(PlanarRun run, byte[] pixels, int from, int count, int channels);

  /** The plain statement of the arithmetic, and what runs where vectors are missing. */
  static CompiledKernel reference() {
    return Kernels.SCALAR;
  }

  /** The one with vectors where this machine has them in a width that it knows. */
  static CompiledKernel fastest() {
    return Kernels.FASTEST;
  }

  /** Chosen once, so that the compiler sees one target. */
  final class Kernels {
    private static final CompiledKernel SCALAR = new ScalarKernel();
    private static final CompiledKernel FASTEST =
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
                && VectorKernel.isSupported()
            ? new VectorKernel()
            : SCALAR;

    private Kernels() {}
  }
}
