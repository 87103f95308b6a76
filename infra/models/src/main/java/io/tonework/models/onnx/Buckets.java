package io.tonework.models.onnx;

/**
 * Sizes that a session is run with: all of them on the CPU, few on a GPU, which keeps memory and
 * chooses kernels for every shape that it has seen.
 */
public final class Buckets {
  private static final int STEPS = 32;

  private Buckets() {}

  /** Rows of a batch: on a GPU the next power of two. */
  public static int rows(int size, ExecutionProvider provider) {
    return provider == ExecutionProvider.CPU || size <= 1
        ? size
        : Integer.highestOneBit(size - 1) * 2;
  }

  /** New positions of a row: on a GPU the next power of two, beyond 32 the next multiple of it. */
  public static int steps(int count, ExecutionProvider provider) {
    if (provider == ExecutionProvider.CPU || count <= 1) {
      return count;
    }
    return count < STEPS
        ? Integer.highestOneBit(count - 1) * 2
        : Math.ceilDiv(count, STEPS) * STEPS;
  }
}
