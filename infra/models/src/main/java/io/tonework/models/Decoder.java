package io.tonework.models;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * The decoder graph of a bundle, and where its cache lives: the port between scheduling, which
 * knows nothing of memory, and a runtime. Implementations are used by one thread at a time.
 */
interface Decoder extends AutoCloseable {
  /**
   * What one run is given.
   *
   * @param rows B
   * @param steps T, new positions per row
   * @param past P, positions in the cache
   * @param ids {@code [B, T]}, token ids or -1 for a row of features
   * @param features {@code [B, T, D]}; empty when all are zero
   * @param positions {@code [B, T]}, counted from 0 without padding
   * @param mask {@code [B, P + T]}, 1 where a position counts and 0 where it is padding
   */
  @SuppressWarnings("ArrayRecordComponent") // lives for one run, never compared
  record Input(
      int rows,
      int steps,
      int past,
      long[] ids,
      float[] features,
      long[] positions,
      float[] mask) {}

  /**
   * What it gives.
   *
   * @param logits {@code [B, V]} after the last new position
   * @param hidden {@code [B, T, D]}
   * @param present the cache with the new positions; the caller's to close
   */
  @SuppressWarnings("ArrayRecordComponent") // lives for one run, never compared
  record Output(float[] logits, float[] hidden, KvCache present) {}

  /**
   * Runs the graph.
   *
   * @param past stays the caller's
   * @throws ModelException when the run fails
   */
  Output run(Input input, KvCache past);

  /**
   * A cache with these values.
   *
   * @param tensors direct buffers, {@code [rows, kvHeads, length, headDim]} each; taken over
   */
  KvCache cache(int rows, int length, List<FloatBuffer> tensors);

  /** What it runs on. */
  ExecutionProvider provider();

  @Override
  void close();
}
