package io.tonework.imaging.lattice;

import static jdk.incubator.vector.VectorOperators.I2D;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many pixels at a time as a vector has lanes, in passes over a run: where each pixel lies, by
 * lanes of 32 bits, and the weighted sum of its nodes, fetched by gathers of longs, by lanes of 64.
 * Pixels are taken apart and put together one by one, which costs less than half of the rest.
 *
 * <p>A pass is one method without calls of its own, as in {@link VectorPacked}.
 */
final class VectorWide implements WideKernel {
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, INTS.vectorShape());
  private static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, INTS.vectorShape());
  private static final VectorSpecies<Integer> HALF_INTS =
      VectorSpecies.of(int.class, VectorShape.forBitSize(INTS.vectorBitSize() / 2));
  private static final int LANES = INTS.length();
  private static final int HALF = LANES / 2;

  private static final int STRIDE_BITS = 15;
  private static final int STRIDE_MASK = (1 << STRIDE_BITS) - 1;

  /** A double from 2^52 to 2^53 holds an integer in its low bits. */
  private static final double INTEGERS = 0x1p52;

  private static final long INTEGERS_BITS = Double.doubleToRawLongBits(INTEGERS);
  private static final long LANE = WideLattice.LANE_MASK;

  @Override
  public void map(
      WideLattice lattice, WideRun run, short[] pixels, int from, int count, int channels) {
    split(run, pixels, from, count, channels);
    locate(lattice.size(), run, count);
    fetch(lattice, run, count);
    scale(run.weightNear, lattice.scale(), run.scaledNear, count);
    scale(run.weightSecond, lattice.scale(), run.scaledSecond, count);
    scale(run.weightThird, lattice.scale(), run.scaledThird, count);
    scale(run.weightFar, lattice.scale(), run.scaledFar, count);
    mix(run, 2 * WideLattice.LANE_BITS, lattice.offset(), run.mappedRed, count);
    mix(run, WideLattice.LANE_BITS, lattice.offset(), run.mappedGreen, count);
    mix(run, 0, lattice.offset(), run.mappedBlue, count);
    join(run, pixels, from, count, channels);
  }

  private static void split(WideRun run, short[] pixels, int from, int count, int channels) {
    for (int i = 0, at = from; i < count; i++, at += channels) {
      run.red[i] = pixels[at] & 0xFFFF;
      run.green[i] = pixels[at + 1] & 0xFFFF;
      run.blue[i] = pixels[at + 2] & 0xFFFF;
    }
  }

  private static void locate(int size, WideRun run, int count) {
    int plane = size * size;
    for (int i = 0; i < count; i += LANES) {
      IntVector red = IntVector.fromArray(INTS, run.red, i).mul(size - 1);
      IntVector green = IntVector.fromArray(INTS, run.green, i).mul(size - 1);
      IntVector blue = IntVector.fromArray(INTS, run.blue, i).mul(size - 1);
      // x / 65535 = (x + 1 + (x >> 16)) >> 16 for every x below 2^31
      IntVector cellR = red.add(red.lanewise(LSHR, 16)).add(1).lanewise(LSHR, 16);
      IntVector cellG = green.add(green.lanewise(LSHR, 16)).add(1).lanewise(LSHR, 16);
      IntVector cellB = blue.add(blue.lanewise(LSHR, 16)).add(1).lanewise(LSHR, 16);
      // x - 65535 * cell
      IntVector fractionR = red.sub(cellR.lanewise(LSHL, 16)).add(cellR);
      IntVector fractionG = green.sub(cellG.lanewise(LSHL, 16)).add(cellG);
      IntVector fractionB = blue.sub(cellB.lanewise(LSHL, 16)).add(cellB);
      IntVector r = fractionR.lanewise(LSHL, STRIDE_BITS).or(1);
      IntVector g = fractionG.lanewise(LSHL, STRIDE_BITS).or(size);
      IntVector b = fractionB.lanewise(LSHL, STRIDE_BITS).or(plane);
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
      IntVector weightHigh = high.lanewise(LSHR, STRIDE_BITS);
      IntVector weightMiddle = middle.lanewise(LSHR, STRIDE_BITS);
      IntVector weightLow = low.lanewise(LSHR, STRIDE_BITS);
      weightHigh.neg().add(WideLattice.FULL).intoArray(run.weightNear, i);
      weightHigh.sub(weightMiddle).intoArray(run.weightSecond, i);
      weightMiddle.sub(weightLow).intoArray(run.weightThird, i);
      weightLow.intoArray(run.weightFar, i);
    }
  }

  private static void fetch(WideLattice lattice, WideRun run, int count) {
    long[] nodes = lattice.nodes();
    int toFar = lattice.toFar();
    for (int i = 0; i < count; i += HALF) {
      LongVector.fromArray(LONGS, nodes, 0, run.near, i).intoArray(run.nodeNear, i);
      LongVector.fromArray(LONGS, nodes, 0, run.second, i).intoArray(run.nodeSecond, i);
      LongVector.fromArray(LONGS, nodes, 0, run.third, i).intoArray(run.nodeThird, i);
      LongVector.fromArray(LONGS, nodes, toFar, run.near, i).intoArray(run.nodeFar, i);
    }
  }

  private static void scale(int[] weights, double scale, double[] scaled, int count) {
    for (int i = 0; i < count; i += HALF) {
      Vector<Double> numbers =
          IntVector.fromArray(HALF_INTS, weights, i).convertShape(I2D, DOUBLES, 0);
      ((DoubleVector) numbers).mul(scale).intoArray(scaled, i);
    }
  }

  /** One channel, which lies so many bits above the lowest of a node. */
  private static void mix(WideRun run, int shift, double offset, long[] levels, int count) {
    for (int i = 0; i < count; i += HALF) {
      LongVector near = LongVector.fromArray(LONGS, run.nodeNear, i);
      LongVector second = LongVector.fromArray(LONGS, run.nodeSecond, i);
      LongVector third = LongVector.fromArray(LONGS, run.nodeThird, i);
      LongVector far = LongVector.fromArray(LONGS, run.nodeFar, i);
      DoubleVector laneNear =
          near.lanewise(LSHR, shift).and(LANE).or(INTEGERS_BITS).reinterpretAsDoubles();
      DoubleVector laneSecond =
          second.lanewise(LSHR, shift).and(LANE).or(INTEGERS_BITS).reinterpretAsDoubles();
      DoubleVector laneThird =
          third.lanewise(LSHR, shift).and(LANE).or(INTEGERS_BITS).reinterpretAsDoubles();
      DoubleVector laneFar =
          far.lanewise(LSHR, shift).and(LANE).or(INTEGERS_BITS).reinterpretAsDoubles();
      laneNear
          .sub(INTEGERS)
          .mul(DoubleVector.fromArray(DOUBLES, run.scaledNear, i))
          .add(laneSecond.sub(INTEGERS).mul(DoubleVector.fromArray(DOUBLES, run.scaledSecond, i)))
          .add(laneThird.sub(INTEGERS).mul(DoubleVector.fromArray(DOUBLES, run.scaledThird, i)))
          .add(laneFar.sub(INTEGERS).mul(DoubleVector.fromArray(DOUBLES, run.scaledFar, i)))
          .sub(offset)
          .max(0)
          .min(WideLattice.FULL)
          .add(INTEGERS)
          .reinterpretAsLongs()
          .intoArray(levels, i);
    }
  }

  private static void join(WideRun run, short[] pixels, int from, int count, int channels) {
    for (int i = 0, at = from; i < count; i++, at += channels) {
      // the low bits of the integer that the double holds
      pixels[at] = (short) run.mappedRed[i];
      pixels[at + 1] = (short) run.mappedGreen[i];
      pixels[at + 2] = (short) run.mappedBlue[i];
    }
  }
}
