package io.tonework.models.decoding;

import io.tonework.models.ModelException;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.bundle.GraphRole;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.onnx.ExecutionProvider;
import io.tonework.models.onnx.GraphSession;
import io.tonework.models.onnx.SessionSettings;
import java.util.List;

/**
 * The decoder graph of a bundle, and where its cache lives: the port between scheduling, which
 * knows nothing of memory, and a runtime. Implementations are used by one thread at a time.
 */
public interface Decoder extends AutoCloseable {
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

  /** A cache of that many rows without positions. */
  KvCache empty(int rows);

  /**
   * A cache of rows from other caches: the new company of a batch. Every row moves to the right end
   * and loses its padding, so the new cache is as long as its longest row; what is left over holds
   * zeros.
   *
   * @param seats at least one row that has a position
   * @param rows how many rows the new cache has, at least as many as there are seats
   */
  KvCache seat(List<Seat> seats, int rows);

  /** What it runs on. */
  ExecutionProvider provider();

  @Override
  void close();

  /** Opens the decoder of a bundle. */
  interface Opener {
    /** On CUDA the one whose cache stays there, else the one through the Java interface. */
    Opener BY_DEVICE =
        (bundle, spec, settings) -> {
          ExecutionProvider provider = ExecutionProvider.of(settings);
          return switch (provider) {
            case CPU ->
                new OrtDecoder(GraphSession.open(bundle, GraphRole.DECODER, settings), spec);
            case CUDA -> BoundDecoder.open(bundle, spec, settings, provider);
          };
        };

    /**
     * Opens it.
     *
     * @throws BundleException when the graph is not what the manifest says
     */
    Decoder open(Bundle bundle, Manifest.DecoderSpec spec, SessionSettings settings);
  }
}
