package io.tonework.imaging;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** As many pixels at a time as a vector has lanes; their number divides {@link Cells#PIXELS}. */
final class VectorCells extends Cells {
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = INTS.length();
  private static final int FRACTION_SHIFT = 20;
  private static final int STRIDE_MASK = (1 << FRACTION_SHIFT) - 1;
  // x / 255 = x * 32897 >> 23 for every x below 2^16
  private static final int RECIPROCAL = 32897;
  private static final int RECIPROCAL_SHIFT = 23;

  @Override
  void locate(int count, int size) {
    for (int i = 0; i < count; i += LANES) {
      IntVector pr = IntVector.fromArray(INTS, red, i).mul(size - 1);
      IntVector pg = IntVector.fromArray(INTS, green, i).mul(size - 1);
      IntVector pb = IntVector.fromArray(INTS, blue, i).mul(size - 1);
      IntVector r = cell(pr, size);
      IntVector g = cell(pg, size);
      IntVector b = cell(pb, size);
      IntVector fr = key(pr, r, 1);
      IntVector fg = key(pg, g, size);
      IntVector fb = key(pb, b, size * size);
      IntVector larger = fr.max(fg);
      IntVector smaller = fr.min(fg);
      IntVector high = larger.max(fb);
      IntVector low = smaller.min(fb);
      IntVector middle = smaller.max(larger.min(fb));

      IntVector first = r.add(g.mul(size)).add(b.mul(size * size));
      IntVector next = first.add(high.and(STRIDE_MASK));
      first.intoArray(near, i);
      next.intoArray(second, i);
      next.add(middle.and(STRIDE_MASK)).intoArray(third, i);
      IntVector weightHigh = high.lanewise(LSHR, FRACTION_SHIFT);
      IntVector weightMiddle = middle.lanewise(LSHR, FRACTION_SHIFT);
      IntVector weightLow = low.lanewise(LSHR, FRACTION_SHIFT);
      weightHigh.neg().add(255).intoArray(weightNear, i);
      weightHigh.sub(weightMiddle).intoArray(weightSecond, i);
      weightMiddle.sub(weightLow).intoArray(weightThird, i);
      weightLow.intoArray(weightFar, i);
    }
  }

  private static IntVector cell(IntVector position, int size) {
    return position.mul(RECIPROCAL).lanewise(LSHR, RECIPROCAL_SHIFT).min(size - 2);
  }

  private static IntVector key(IntVector position, IntVector cell, int stride) {
    return position.sub(cell.mul(255)).lanewise(LSHL, FRACTION_SHIFT).or(stride);
  }
}
