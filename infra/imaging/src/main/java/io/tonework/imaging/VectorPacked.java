package io.tonework.imaging;

import static jdk.incubator.vector.VectorOperators.I2L;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many pixels at a time as a vector has lanes of 32 bits, in three passes over a run: where each
 * pixel lies, the weighted sum of its nodes fetched by gathers of longs, and the sums made bytes.
 * Pixels are taken apart and put together by byte shuffles. Integers only, so the number of lanes
 * does not show in the result.
 */
final class VectorPacked implements PackedKernel {
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, INTS.vectorShape());
  private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, INTS.vectorShape());
  private static final VectorSpecies<Integer> HALF_INTS =
      VectorSpecies.of(int.class, VectorShape.forBitSize(INTS.vectorBitSize() / 2));
  private static final int LANES = INTS.length();
  private static final int HALF = LANES / 2;

  /** Three bytes a pixel to four; the fourth is of no matter. */
  private static final VectorShuffle<Byte> SPREAD =
      VectorShuffle.fromOp(BYTES, i -> (i & 3) == 3 ? 0 : (i >> 2) * 3 + (i & 3));

  private static final VectorShuffle<Byte> JOIN_LOW_3 = join(3, 0);
  private static final VectorShuffle<Byte> JOIN_HIGH_3 = join(3, HALF);
  private static final VectorShuffle<Byte> JOIN_LOW_4 = join(4, 0);
  private static final VectorShuffle<Byte> JOIN_HIGH_4 = join(4, HALF);

  private static final int FRACTION_SHIFT = 20;
  private static final int STRIDE_MASK = (1 << FRACTION_SHIFT) - 1;
  // x / 255 = x * 32897 >> 23 for every x below 2^16
  private static final int RECIPROCAL = 32897;
  private static final int RECIPROCAL_SHIFT = 23;

  /**
   * From longs that hold a level in bytes 0, 2 and 4 and nothing in byte 6 to whole pixels, of
   * which those of the first long become the pixel {@code first} of the vector.
   */
  private static VectorShuffle<Byte> join(int channels, int first) {
    return VectorShuffle.fromOp(
        BYTES,
        i -> {
          int pixel = i / channels - first;
          return pixel >= 0 && pixel < HALF ? pixel * 8 + i % channels * 2 : 6;
        });
  }

  @Override
  public void map(PackedLattice lattice, PixelRun run, int count, int channels) {
    locate(lattice.size(), run, count, channels);
    mix(lattice, run, count);
    if (lattice.offset() == 0) {
      narrow(run, count, channels);
    } else {
      clamp(lattice, run, count);
      put(run, count, channels);
    }
  }

  private static void locate(int size, PixelRun run, int count, int channels) {
    int plane = size * size;
    for (int i = 0; i < count; i += LANES) {
      ByteVector bytes = ByteVector.fromArray(BYTES, run.pixels, i * channels);
      IntVector rgb = (channels == 3 ? bytes.rearrange(SPREAD) : bytes).reinterpretAsInts();
      IntVector red = rgb.and(0xFF).mul(size - 1);
      IntVector green = rgb.lanewise(LSHR, 8).and(0xFF).mul(size - 1);
      IntVector blue = rgb.lanewise(LSHR, 16).and(0xFF).mul(size - 1);
      IntVector cellR = red.mul(RECIPROCAL).lanewise(LSHR, RECIPROCAL_SHIFT);
      IntVector cellG = green.mul(RECIPROCAL).lanewise(LSHR, RECIPROCAL_SHIFT);
      IntVector cellB = blue.mul(RECIPROCAL).lanewise(LSHR, RECIPROCAL_SHIFT);
      IntVector r = key(red, cellR, 1);
      IntVector g = key(green, cellG, size);
      IntVector b = key(blue, cellB, plane);
      IntVector larger = r.max(g);
      IntVector smaller = r.min(g);
      IntVector high = larger.max(b);
      IntVector low = smaller.min(b);
      IntVector middle = smaller.max(larger.min(b));

      IntVector near = cellR.add(cellG.mul(size)).add(cellB.mul(plane));
      IntVector second = near.add(high.and(STRIDE_MASK));
      near.intoArray(run.near, i);
      second.intoArray(run.second, i);
      second.add(middle.and(STRIDE_MASK)).intoArray(run.third, i);
      IntVector weightHigh = high.lanewise(LSHR, FRACTION_SHIFT);
      IntVector weightMiddle = middle.lanewise(LSHR, FRACTION_SHIFT);
      IntVector weightLow = low.lanewise(LSHR, FRACTION_SHIFT);
      weightHigh.neg().add(255).intoArray(run.weightNear, i);
      weightHigh.sub(weightMiddle).intoArray(run.weightSecond, i);
      weightMiddle.sub(weightLow).intoArray(run.weightThird, i);
      weightLow.intoArray(run.weightFar, i);
    }
  }

  private static IntVector key(IntVector position, IntVector cell, int stride) {
    return position.sub(cell.mul(255)).lanewise(LSHL, FRACTION_SHIFT).or(stride);
  }

  private static void mix(PackedLattice lattice, PixelRun run, int count) {
    long[] nodes = lattice.nodes();
    int toFar = lattice.toFar();
    LongVector half = LongVector.broadcast(LONGS, lattice.half());
    for (int i = 0; i < count; i += HALF) {
      weighted(nodes, 0, run.near, run.weightNear, i)
          .add(weighted(nodes, 0, run.second, run.weightSecond, i))
          .add(weighted(nodes, 0, run.third, run.weightThird, i))
          .add(weighted(nodes, toFar, run.near, run.weightFar, i))
          .add(half)
          .intoArray(run.sums, i);
    }
  }

  private static LongVector weighted(long[] nodes, int offset, int[] at, int[] weights, int i) {
    return LongVector.fromArray(LONGS, nodes, offset, at, i)
        .mul(IntVector.fromArray(HALF_INTS, weights, i).convertShape(I2L, LONGS, 0));
  }

  /** Sums whose every lane is 0..255 after its 13 bits of fraction, to pixels. */
  private static void narrow(PixelRun run, int count, int channels) {
    VectorShuffle<Byte> joinLow = channels == 3 ? JOIN_LOW_3 : JOIN_LOW_4;
    VectorShuffle<Byte> joinHigh = channels == 3 ? JOIN_HIGH_3 : JOIN_HIGH_4;
    for (int i = 0; i < count; i += LANES) {
      ByteVector low = levels(run.sums, i).reinterpretAsBytes().rearrange(joinLow);
      ByteVector high = levels(run.sums, i + HALF).reinterpretAsBytes().rearrange(joinHigh);
      store(low.or(high), run.pixels, i, channels);
    }
  }

  private static LongVector levels(long[] sums, int i) {
    LongVector sum = LongVector.fromArray(LONGS, sums, i);
    return sum.lanewise(LSHR, 2 * PackedLattice.LANE_BITS + PackedLattice.INSIDE_SHIFT)
        .or(
            sum.lanewise(LSHR, PackedLattice.LANE_BITS + PackedLattice.INSIDE_SHIFT - 16)
                .and(0xFF_0000L))
        .or(sum.lanewise(LSHL, 32 - PackedLattice.INSIDE_SHIFT).and(0xFF_0000_0000L));
  }

  /** Sums that carry an offset and more than 8 bits, to the levels of {@link #levels} in place. */
  private static void clamp(PackedLattice lattice, PixelRun run, int count) {
    int shift = lattice.shift();
    short offset = (short) lattice.offset();
    for (int i = 0; i < count; i += HALF) {
      LongVector sum = LongVector.fromArray(LONGS, run.sums, i);
      sum.lanewise(LSHR, 2 * PackedLattice.LANE_BITS + shift)
          .or(sum.lanewise(LSHR, PackedLattice.LANE_BITS + shift - 16).and(0x1FF_0000L))
          .or(sum.lanewise(LSHL, 32 - shift).and(0x1FF_0000_0000L))
          .reinterpretAsShorts()
          .sub(offset)
          .max((short) 0)
          .min((short) 255)
          .reinterpretAsLongs()
          .intoArray(run.sums, i);
    }
  }

  private static void put(PixelRun run, int count, int channels) {
    VectorShuffle<Byte> joinLow = channels == 3 ? JOIN_LOW_3 : JOIN_LOW_4;
    VectorShuffle<Byte> joinHigh = channels == 3 ? JOIN_HIGH_3 : JOIN_HIGH_4;
    for (int i = 0; i < count; i += LANES) {
      ByteVector low =
          LongVector.fromArray(LONGS, run.sums, i).reinterpretAsBytes().rearrange(joinLow);
      ByteVector high =
          LongVector.fromArray(LONGS, run.sums, i + HALF).reinterpretAsBytes().rearrange(joinHigh);
      store(low.or(high), run.pixels, i, channels);
    }
  }

  /** With three channels the bytes behind the vector's pixels are zeroed; they come next. */
  private static void store(ByteVector rgb, byte[] pixels, int i, int channels) {
    if (channels == 3) {
      rgb.intoArray(pixels, i * 3);
      return;
    }
    IntVector alpha =
        ByteVector.fromArray(BYTES, pixels, i * 4).reinterpretAsInts().and(0xFF00_0000);
    rgb.or(alpha.reinterpretAsBytes()).intoArray(pixels, i * 4);
  }
}
