package io.tonework.imaging.compiled;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Which kernel is worth its while. Vector code costs about a second of a processor until the JVM
 * has compiled it, the plain loops nearly nothing; so a process that maps a few small photos never
 * touches vectors. Both give the same bits. Thread-safe.
 */
final class Warmth {
  /** Pixels that a process maps before vectors pay. */
  private static final long COLD_PIXELS = 4L << 20;

  private static final AtomicLong MAPPED = new AtomicLong();

  private Warmth() {}

  /** The kernel for these pixels, which count as mapped. */
  static CompiledKernel kernelFor(int pixels) {
    if (MAPPED.get() >= COLD_PIXELS) {
      return CompiledKernel.fastest();
    }
    return MAPPED.addAndGet(pixels) >= COLD_PIXELS
        ? CompiledKernel.fastest()
        : CompiledKernel.reference();
  }
}
