package io.tonework.models.decoding;

import io.tonework.models.ModelException;
import io.tonework.models.bundle.GraphSource;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.onnx.ExecutionProvider;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.onnx.binding.NativeBinding;
import io.tonework.models.onnx.binding.NativeSession;
import io.tonework.models.onnx.binding.NativeTensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Seats rows of caches anew without leaving the device: a graph of six operators, run once for each
 * tensor, gathers the positions of two caches into a third.
 *
 * <p>Used by one thread at a time. Owns native sessions.
 */
final class BoundSeating implements AutoCloseable {
  private static final String GRAPH = "cache_seats.onnx";

  private final Manifest.DecoderSpec spec;
  private final NativeSession session;
  private final NativeBinding binding;

  private BoundSeating(Manifest.DecoderSpec spec, NativeSession session) {
    this.spec = spec;
    this.session = session;
    this.binding = new NativeBinding(session);
  }

  static BoundSeating open(
      Manifest.DecoderSpec spec, SessionSettings settings, ExecutionProvider provider) {
    return new BoundSeating(
        spec, NativeSession.open(new GraphSource.InMemory(graph()), settings, provider));
  }

  private static byte[] graph() {
    try (InputStream in =
        Objects.requireNonNull(BoundSeating.class.getResourceAsStream(GRAPH), GRAPH)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(GRAPH + " cannot be read", e);
    }
  }

  /** See {@link Decoder#empty}. */
  BoundCache empty(int rows) {
    List<MemorySegment> tensors = new ArrayList<>();
    // the tensors outlive the arena, but have no element that anybody could read there
    try (Arena arena = Arena.ofConfined()) {
      NativeTensors made = new NativeTensors(session, arena);
      for (int i = 0; i < 2 * spec.layers(); i++) {
        tensors.add(made.zeros(rows, spec.kvHeads(), 0, spec.headDim()));
      }
    }
    return new BoundCache(rows, 0, tensors);
  }

  /** See {@link Decoder#seat}. */
  BoundCache seat(List<Seat> seats, int rows) {
    List<BoundCache> sources = sources(seats);
    if (sources.size() > 2) {
      return seatInTwo(seats, rows, sources.getFirst());
    }
    try (BoundCache none = empty(0)) {
      return seat(seats, rows, sources.getFirst(), sources.size() > 1 ? sources.get(1) : none);
    }
  }

  private static List<BoundCache> sources(List<Seat> seats) {
    Set<BoundCache> sources = new LinkedHashSet<>();
    seats.forEach(seat -> sources.add((BoundCache) seat.cache()));
    return List.copyOf(sources);
  }

  /** The graph takes two caches: all but the first become one before. */
  private BoundCache seatInTwo(List<Seat> seats, int rows, BoundCache first) {
    List<Seat> others = seats.stream().filter(seat -> !seat.cache().equals(first)).toList();
    try (BoundCache second = seat(others, others.size())) {
      List<Seat> moved = new ArrayList<>();
      int next = 0;
      for (Seat seat : seats) {
        if (seat.cache().equals(first)) {
          moved.add(seat);
        } else {
          BitSet valid = new BitSet();
          valid.set(second.length() - seat.length(), second.length());
          moved.add(new Seat(second, next++, valid));
        }
      }
      return seat(moved, rows);
    }
  }

  private BoundCache seat(List<Seat> seats, int rows, BoundCache first, BoundCache second) {
    int length = Seat.longest(seats);
    long[] slots = slots(seats, rows, length, first, second);
    List<MemorySegment> made = new ArrayList<>();
    try (Arena arena = Arena.ofConfined();
        NativeTensors tensors = new NativeTensors(session, arena)) {
      MemorySegment where = tensors.longs(slots, rows, length);
      MemorySegment blank = tensors.zeros(1, (long) spec.kvHeads() * spec.headDim());
      for (int i = 0; i < 2 * spec.layers(); i++) {
        binding.input("first", first.tensors().get(i));
        binding.input("second", second.tensors().get(i));
        binding.input("blank", blank);
        binding.input("slots", where);
        binding.output("seated", session.deviceMemory());
        made.addAll(binding.run());
      }
      return new BoundCache(rows, length, made);
    } catch (ModelException e) {
      binding.clear();
      new BoundCache(rows, length, made).close();
      throw e;
    }
  }

  /**
   * For each place of the new cache where it comes from, {@code [rows, length]}: positions of the
   * first cache row by row, then those of the second, then one of zeros.
   */
  private static long[] slots(
      List<Seat> seats, int rows, int length, BoundCache first, BoundCache second) {
    int behindFirst = first.rows() * first.length();
    long[] slots = new long[rows * length];
    Arrays.fill(slots, (long) behindFirst + (long) second.rows() * second.length());
    for (int i = 0; i < seats.size(); i++) {
      Seat seat = seats.get(i);
      int from = seat.cache().equals(first) ? 0 : behindFirst;
      from += seat.row() * seat.cache().length();
      int to = (i + 1) * length - seat.length();
      for (int slot = seat.valid().nextSetBit(0);
          slot >= 0;
          slot = seat.valid().nextSetBit(slot + 1)) {
        slots[to++] = (long) from + slot;
      }
    }
    return slots;
  }

  @Override
  public void close() {
    binding.close();
    session.close();
  }
}
