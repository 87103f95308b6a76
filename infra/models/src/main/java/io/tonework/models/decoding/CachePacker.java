package io.tonework.models.decoding;

import io.tonework.models.manifest.Manifest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Makes one cache of rows from several in host memory. */
final class CachePacker {
  private final Manifest.DecoderSpec spec;

  CachePacker(Manifest.DecoderSpec spec) {
    this.spec = spec;
  }

  /** Reads a tensor of a cache; the buffer is a copy or a view. */
  interface Reader {
    FloatBuffer read(KvCache cache, int tensor);
  }

  /** Copies the rows together, see {@link Decoder#seat}; direct buffers, one a tensor. */
  List<FloatBuffer> pack(List<Seat> seats, int rows, Reader reader) {
    int length = Seat.longest(seats);
    List<FloatBuffer> tensors = new ArrayList<>();
    for (int tensor = 0; tensor < 2 * spec.layers(); tensor++) {
      FloatBuffer target = direct(rows * spec.kvHeads() * length * spec.headDim());
      IdentityHashMap<KvCache, FloatBuffer> sources = new IdentityHashMap<>();
      for (int i = 0; i < seats.size(); i++) {
        Seat seat = seats.get(i);
        int number = tensor;
        FloatBuffer source =
            sources.computeIfAbsent(seat.cache(), cache -> reader.read(cache, number));
        copy(seat, source, target, i, length);
      }
      tensors.add(target);
    }
    return tensors;
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

  /** The tensors of a cache without positions. */
  List<FloatBuffer> empty() {
    List<FloatBuffer> tensors = new ArrayList<>();
    for (int tensor = 0; tensor < 2 * spec.layers(); tensor++) {
      tensors.add(direct(0));
    }
    return tensors;
  }

  private static FloatBuffer direct(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
