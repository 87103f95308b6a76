package io.tonework.models;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Makes one cache of rows from several: the new company of a batch. Every row moves to the right
 * end and loses its padding, so the new cache is as long as its longest row.
 */
final class CachePacker {
  private final Manifest.DecoderSpec spec;

  CachePacker(Manifest.DecoderSpec spec) {
    this.spec = spec;
  }

  /**
   * A row to take along.
   *
   * @param cache where it is now
   * @param row its number there
   * @param valid which positions are no padding
   */
  record Seat(KvCache cache, int row, BitSet valid) {
    int length() {
      return valid.cardinality();
    }
  }

  /** The longest of the rows. */
  static int length(List<Seat> seats) {
    return seats.stream().mapToInt(Seat::length).max().orElse(0);
  }

  /** Copies the rows together. The old caches stay the caller's. */
  KvCache pack(List<Seat> seats, Decoder decoder) {
    int length = length(seats);
    List<FloatBuffer> tensors = new ArrayList<>();
    for (int tensor = 0; tensor < 2 * spec.layers(); tensor++) {
      FloatBuffer target = direct(seats.size() * spec.kvHeads() * length * spec.headDim());
      IdentityHashMap<KvCache, FloatBuffer> sources = new IdentityHashMap<>();
      for (int i = 0; i < seats.size(); i++) {
        Seat seat = seats.get(i);
        int number = tensor;
        FloatBuffer source = sources.computeIfAbsent(seat.cache(), c -> c.values(number));
        copy(seat, source, target, i, length);
      }
      tensors.add(target);
    }
    return decoder.cache(seats.size(), length, tensors);
  }

  private void copy(Seat seat, FloatBuffer source, FloatBuffer target, int row, int length) {
    int dim = spec.headDim();
    for (int head = 0; head < spec.kvHeads(); head++) {
      int from = (seat.row() * spec.kvHeads() + head) * seat.cache().length();
      int to = (row * spec.kvHeads() + head) * length + length - seat.length();
      for (int start = seat.valid().nextSetBit(0);
          start >= 0;
          start = seat.valid().nextSetBit(start)) {
        int end = seat.valid().nextClearBit(start);
        target.put(to * dim, source, (from + start) * dim, (end - start) * dim);
        to += end - start;
        start = end;
      }
    }
  }

  /** An empty cache of that many rows. */
  KvCache empty(int rows, Decoder decoder) {
    List<FloatBuffer> tensors = new ArrayList<>();
    for (int tensor = 0; tensor < 2 * spec.layers(); tensor++) {
      tensors.add(direct(0));
    }
    return decoder.cache(rows, 0, tensors);
  }

  private static FloatBuffer direct(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
