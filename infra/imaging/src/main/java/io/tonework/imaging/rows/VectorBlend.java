package io.tonework.imaging.rows;

import static jdk.incubator.vector.VectorOperators.F2I;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many pixels at a time as a vector has lanes of 32 bits. The order of the operations on floats
 * is that of the reference, so the number of lanes does not show in the result.
 */
final class VectorBlend implements BlendKernel {
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, INTS.vectorShape());
  private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, INTS.vectorShape());
  private static final int LANES = INTS.length();
  private static final int ONE_BITS = Integer.numberOfTrailingZeros(RegionWeights.ONE);
  private static final float UNIT = 1f / 255;

  /** Three bytes a pixel to four; the fourth is of no matter. */
  private static final VectorShuffle<Byte> SPREAD =
      VectorShuffle.fromOp(BYTES, i -> (i & 3) == 3 ? 0 : (i >> 2) * 3 + (i & 3));

  /** Four bytes a pixel to three; what is behind them is of no matter. */
  private static final VectorShuffle<Byte> JOIN =
      VectorShuffle.fromOp(BYTES, i -> i < LANES * 3 ? i / 3 * 4 + i % 3 : 0);

  @Override
  public void weigh(
      RegionWeights.Row row, int x, byte[] pixels, int count, int channels, int[] weights) {
    if (row.isGuided()) {
      guided(row.above(), row.below(), row.part(), x, pixels, count, channels, weights);
    } else {
      plain(row.above().offset, row.below().offset, row.part(), x, count, weights);
    }
  }

  private static void plain(
      float[] above, float[] below, float part, int x, int count, int[] weights) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector high = FloatVector.fromArray(FLOATS, above, x + i);
      FloatVector low = FloatVector.fromArray(FLOATS, below, x + i);
      store(high.add(low.sub(high).mul(part)), weights, i);
    }
  }

  private static void guided(
      CoefficientRow above,
      CoefficientRow below,
      float part,
      int x,
      byte[] pixels,
      int count,
      int channels,
      int[] weights) {
    for (int i = 0; i < count; i += LANES) {
      ByteVector bytes = ByteVector.fromArray(BYTES, pixels, i * channels);
      IntVector rgb = (channels == 3 ? bytes.rearrange(SPREAD) : bytes).reinterpretAsInts();
      FloatVector red = (FloatVector) rgb.and(0xFF).convertShape(I2F, FLOATS, 0);
      FloatVector green =
          (FloatVector) rgb.lanewise(LSHR, 8).and(0xFF).convertShape(I2F, FLOATS, 0);
      FloatVector blue =
          (FloatVector) rgb.lanewise(LSHR, 16).and(0xFF).convertShape(I2F, FLOATS, 0);
      FloatVector offset = between(above.offset, below.offset, part, x + i);
      FloatVector slope =
          between(above.red, below.red, part, x + i)
              .mul(red)
              .add(between(above.green, below.green, part, x + i).mul(green))
              .add(between(above.blue, below.blue, part, x + i).mul(blue));
      store(offset.add(slope.mul(UNIT)), weights, i);
    }
  }

  private static FloatVector between(float[] above, float[] below, float part, int at) {
    FloatVector high = FloatVector.fromArray(FLOATS, above, at);
    return high.add(FloatVector.fromArray(FLOATS, below, at).sub(high).mul(part));
  }

  private static void store(FloatVector weight, int[] weights, int at) {
    IntVector whole =
        (IntVector)
            weight.max(0).min(1).mul(RegionWeights.ONE).add(0.5f).convertShape(F2I, INTS, 0);
    whole.intoArray(weights, at);
  }

  @Override
  public void mix(
      byte[] outside, byte[] inside, int[] weights, int count, int channels, byte[] mixed) {
    for (int i = 0; i < count; i += LANES) {
      ByteVector one = ByteVector.fromArray(BYTES, outside, i * channels);
      ByteVector other = ByteVector.fromArray(BYTES, inside, i * channels);
      IntVector out = (channels == 3 ? one.rearrange(SPREAD) : one).reinterpretAsInts();
      IntVector in = (channels == 3 ? other.rearrange(SPREAD) : other).reinterpretAsInts();
      IntVector weight = IntVector.fromArray(INTS, weights, i);
      IntVector rest = weight.neg().add(RegionWeights.ONE);
      IntVector red =
          out.and(0xFF)
              .mul(rest)
              .add(in.and(0xFF).mul(weight))
              .add(RegionWeights.ONE / 2)
              .lanewise(LSHR, ONE_BITS);
      IntVector green =
          out.lanewise(LSHR, 8)
              .and(0xFF)
              .mul(rest)
              .add(in.lanewise(LSHR, 8).and(0xFF).mul(weight))
              .add(RegionWeights.ONE / 2)
              .lanewise(LSHR, ONE_BITS);
      IntVector blue =
          out.lanewise(LSHR, 16)
              .and(0xFF)
              .mul(rest)
              .add(in.lanewise(LSHR, 16).and(0xFF).mul(weight))
              .add(RegionWeights.ONE / 2)
              .lanewise(LSHR, ONE_BITS);
      IntVector rgb =
          red.or(green.lanewise(LSHL, 8)).or(blue.lanewise(LSHL, 16)).or(out.and(0xFF00_0000));
      ByteVector bytes = rgb.reinterpretAsBytes();
      (channels == 3 ? bytes.rearrange(JOIN) : bytes).intoArray(mixed, i * channels);
    }
  }
}
