package io.tonework.models.decoding;

/**
 * Keys and values that a decoder has computed for the rows of a batch, in tensors {@code [rows,
 * kvHeads, length, headDim]}: key and value of layer 0, of layer 1, and so on. Immutable; owns
 * native or device memory.
 */
interface KvCache extends AutoCloseable {
  /** Rows of the batch. */
  int rows();

  /** Positions of every row, padding included. */
  int length();

  @Override
  void close();
}
