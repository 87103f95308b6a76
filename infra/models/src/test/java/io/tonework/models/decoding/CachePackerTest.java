package io.tonework.models.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.models.manifest.Manifest;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CachePackerTest {
  private static final int LAYERS = 2;
  private static final int HEADS = 3;
  private static final int DIM = 2;

  private static final Manifest.DecoderSpec SPEC =
      new Manifest.DecoderSpec(LAYERS, HEADS, DIM, 8, 16, 16, null, "last", "at");

  private final CachePacker packer = new CachePacker(SPEC);

  /** A cache whose every value says where it stands. */
  private record Numbered(int number, int rows, int length) implements KvCache {
    float value(int tensor, int row, int head, int position, int dim) {
      return ((((number * 10 + tensor) * 10 + row) * 10 + head) * 10 + position) * 10 + dim + 1;
    }

    FloatBuffer tensor(int tensor) {
      FloatBuffer values = FloatBuffer.allocate(rows * HEADS * length * DIM);
      for (int row = 0; row < rows; row++) {
        for (int head = 0; head < HEADS; head++) {
          for (int position = 0; position < length; position++) {
            for (int dim = 0; dim < DIM; dim++) {
              values.put(value(tensor, row, head, position, dim));
            }
          }
        }
      }
      return values.flip();
    }

    @Override
    public void close() {
      throw new AssertionError("the caller's to close");
    }
  }

  private List<FloatBuffer> pack(List<Seat> seats, int rows) {
    return packer.pack(seats, rows, (cache, tensor) -> ((Numbered) cache).tensor(tensor));
  }

  @Test
  void shouldMoveRowsToTheRightEndWithoutTheirPadding() {
    // Given: of row 1 the positions 0 and 2, of another cache's row 0 the position 1
    Numbered first = new Numbered(1, 2, 4);
    Numbered second = new Numbered(2, 1, 2);
    List<Seat> seats =
        List.of(new Seat(first, 1, positions(0, 2)), new Seat(second, 0, positions(1)));
    // When
    List<FloatBuffer> packed = pack(seats, 3);
    // Then
    assertThat(packed).hasSize(2 * LAYERS).allMatch(FloatBuffer::isDirect);
    for (int tensor = 0; tensor < packed.size(); tensor++) {
      for (int head = 0; head < HEADS; head++) {
        for (int dim = 0; dim < DIM; dim++) {
          assertThat(at(packed, tensor, 0, head, 0, dim, 2))
              .isEqualTo(first.value(tensor, 1, head, 0, dim));
          assertThat(at(packed, tensor, 0, head, 1, dim, 2))
              .isEqualTo(first.value(tensor, 1, head, 2, dim));
          assertThat(at(packed, tensor, 1, head, 0, dim, 2)).as("left of a short row").isZero();
          assertThat(at(packed, tensor, 1, head, 1, dim, 2))
              .isEqualTo(second.value(tensor, 0, head, 1, dim));
          assertThat(at(packed, tensor, 2, head, 1, dim, 2)).as("a row without a seat").isZero();
        }
      }
    }
  }

  @Test
  void shouldReadACacheOnceForAllItsRows() {
    // Given
    Numbered cache = new Numbered(1, 2, 3);
    List<Integer> reads = new ArrayList<>();
    List<Seat> seats =
        List.of(new Seat(cache, 0, positions(0)), new Seat(cache, 1, positions(0, 1, 2)));
    // When
    packer.pack(
        seats,
        2,
        (from, tensor) -> {
          reads.add(tensor);
          return ((Numbered) from).tensor(tensor);
        });
    // Then
    assertThat(reads).containsExactly(0, 1, 2, 3);
  }

  @Test
  void shouldHaveNothingInACacheWithoutPositions() {
    assertThat(packer.empty()).hasSize(2 * LAYERS).allMatch(tensor -> tensor.capacity() == 0);
  }

  /** Every position that counts is copied in its order; everything else is zero. */
  @Property(tries = 200)
  void shouldKeepEveryPositionThatCountsInOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int count) {
    // Given
    Random random = new Random(seed);
    List<Seat> seats = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Numbered cache = new Numbered(i, 1 + random.nextInt(3), 1 + random.nextInt(6));
      BitSet valid = new BitSet();
      for (int position = 0; position < cache.length(); position++) {
        valid.set(position, random.nextBoolean());
      }
      valid.set(cache.length() - 1);
      seats.add(new Seat(cache, random.nextInt(cache.rows()), valid));
    }
    int length = Seat.longest(seats);
    // When
    List<FloatBuffer> packed = pack(seats, count);
    // Then
    for (int row = 0; row < count; row++) {
      Seat seat = seats.get(row);
      int[] kept = seat.valid().stream().toArray();
      for (int position = 0; position < length; position++) {
        int from = position - (length - kept.length);
        float expected =
            from < 0 ? 0 : ((Numbered) seat.cache()).value(1, seat.row(), 2, kept[from], 1);
        assertThat(at(packed, 1, row, 2, position, 1, length)).isEqualTo(expected);
      }
    }
  }

  private static float at(
      List<FloatBuffer> tensors, int tensor, int row, int head, int position, int dim, int length) {
    return tensors.get(tensor).get(((row * HEADS + head) * length + position) * DIM + dim);
  }

  private static BitSet positions(int... set) {
    BitSet bits = new BitSet();
    for (int position : set) {
      bits.set(position);
    }
    return bits;
  }
}
