package io.tonework.models;

/** Batch sizes that a session is run with. */
final class Buckets {
  private Buckets() {}

  /** On a GPU the next power of two: a session there keeps memory for every shape it has seen. */
  static int rows(int size, ExecutionProvider provider) {
    return provider == ExecutionProvider.CPU || size == 1
        ? size
        : Integer.highestOneBit(size - 1) * 2;
  }
}
