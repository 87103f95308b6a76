package io.tonework.imaging.lattice;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many pixels at a time as a vector has lanes of 32 bits, in passes over a run: where each pixel
 * lies, the weighted sum of its nodes fetched by gathers of longs, and the sums made bytes. Pixels
 * are taken apart and put together by byte shuffles. Integers only, so the number of lanes does not
 * show in the result.
 *
 * <p>A pass is one method without calls of its own: vectors handed to a method that the compiler
 * does not inline, because its code has grown too large, are put on the heap.
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
  public void map(
      PackedLattice lattice, PixelRun run, byte[] pixels, int from, int count, int channels) {
    locate(lattice.size(), run, pixels, from, count, channels);
    mix(lattice, run, count);
    round(lattice, run, count);
    if (channels == 3) {
      join3(run, pixels, from, count);
    } else {
      join4(run, pixels, from, count);
    }
  }

  private static void locate(
      int size, PixelRun run, byte[] pixels, int from, int count, int channels) {
    int plane = size * size;
    for (int i = 0; i < count; i += LANES) {
      ByteVector bytes = ByteVector.fromArray(BYTES, pixels, from + i * channels);
      IntVector rgb = (channels == 3 ? bytes.rearrange(SPREAD) : bytes).reinterpretAsInts();
      IntVector red = rgb.and(0xFF).mul(size - 1);
      IntVector green = rgb.lanewise(LSHR, 8).and(0xFF).mul(size - 1);
      IntVector blue = rgb.lanewise(LSHR, 16).and(0xFF).mul(size - 1);
      IntVector cellR = red.mul(RECIPROCAL).lanewise(LSHR, RECIPROCAL_SHIFT);
      IntVector cellG = green.mul(RECIPROCAL).lanewise(LSHR, RECIPROCAL_SHIFT);
      IntVector cellB = blue.mul(RECIPROCAL).lanewise(LSHR, RECIPROCAL_SHIFT);
      IntVector r = red.sub(cellR.mul(255)).lanewise(LSHL, FRACTION_SHIFT).or(1);
      IntVector g = green.sub(cellG.mul(255)).lanewise(LSHL, FRACTION_SHIFT).or(size);
      IntVector b = blue.sub(cellB.mul(255)).lanewise(LSHL, FRACTION_SHIFT).or(plane);
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

  private static void mix(PackedLattice lattice, PixelRun run, int count) {
    long[] nodes = lattice.nodes();
    int toFar = lattice.toFar();
    LongVector half = LongVector.broadcast(LONGS, lattice.half());
    for (int i = 0; i < count; i += HALF) {
      Vector<Long> near = IntVector.fromArray(HALF_INTS, run.weightNear, i).castShape(LONGS, 0);
      Vector<Long> second = IntVector.fromArray(HALF_INTS, run.weightSecond, i).castShape(LONGS, 0);
      Vector<Long> third = IntVector.fromArray(HALF_INTS, run.weightThird, i).castShape(LONGS, 0);
      Vector<Long> far = IntVector.fromArray(HALF_INTS, run.weightFar, i).castShape(LONGS, 0);
      LongVector.fromArray(LONGS, nodes, 0, run.near, i)
          .mul(near)
          .add(LongVector.fromArray(LONGS, nodes, 0, run.second, i).mul(second))
          .add(LongVector.fromArray(LONGS, nodes, 0, run.third, i).mul(third))
          .add(LongVector.fromArray(LONGS, nodes, toFar, run.near, i).mul(far))
          .add(half)
          .intoArray(run.sums, i);
    }
  }

  /** Sums to levels, 16 bits each from the lowest on: red, green, blue, nothing. */
  private static void round(PackedLattice lattice, PixelRun run, int count) {
    int red = 2 * PackedLattice.LANE_BITS + lattice.shift();
    int green = PackedLattice.LANE_BITS + lattice.shift() - 16;
    int blue = 32 - lattice.shift();
    long mask = (long) PackedLattice.LANE_MASK >>> lattice.shift();
    short offset = (short) lattice.offset();
    for (int i = 0; i < count; i += HALF) {
      LongVector sum = LongVector.fromArray(LONGS, run.sums, i);
      sum.lanewise(LSHR, red)
          .or(sum.lanewise(LSHR, green).and(mask << 16))
          .or(sum.lanewise(LSHL, blue).and(mask << 32))
          .reinterpretAsShorts()
          .sub(offset)
          .max((short) 0)
          .min((short) 255)
          .reinterpretAsLongs()
          .intoArray(run.sums, i);
    }
  }

  /** The bytes behind the pixels of a vector are zeroed; the next vector's come there. */
  private static void join3(PixelRun run, byte[] pixels, int from, int count) {
    for (int i = 0; i < count; i += LANES) {
      ByteVector low = LongVector.fromArray(LONGS, run.sums, i).reinterpretAsBytes();
      ByteVector high = LongVector.fromArray(LONGS, run.sums, i + HALF).reinterpretAsBytes();
      low.rearrange(JOIN_LOW_3).or(high.rearrange(JOIN_HIGH_3)).intoArray(pixels, from + i * 3);
    }
  }

  private static void join4(PixelRun run, byte[] pixels, int from, int count) {
    for (int i = 0; i < count; i += LANES) {
      ByteVector low = LongVector.fromArray(LONGS, run.sums, i).reinterpretAsBytes();
      ByteVector high = LongVector.fromArray(LONGS, run.sums, i + HALF).reinterpretAsBytes();
      ByteVector before = ByteVector.fromArray(BYTES, pixels, from + i * 4);
      ByteVector alpha = before.reinterpretAsInts().and(0xFF00_0000).reinterpretAsBytes();
      low.rearrange(JOIN_LOW_4)
          .or(high.rearrange(JOIN_HIGH_4))
          .or(alpha)
          .intoArray(pixels, from + i * 4);
    }
  }
}
