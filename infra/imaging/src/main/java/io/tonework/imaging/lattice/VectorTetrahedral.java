package io.tonework.imaging.lattice;

import static jdk.incubator.vector.VectorOperators.F2I;
import static jdk.incubator.vector.VectorOperators.I2F;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many colours at a time as a vector has lanes: planar coordinates, corners fetched by gather.
 */
final class VectorTetrahedral implements TetrahedralInterpolator {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, FLOATS.vectorShape());
  private static final int LANES = FLOATS.length();

  @Override
  public void map(Lattice lattice, float[] rgb, float[] out, int points) {
    Scratch scratch = new Scratch();
    for (int start = 0; start < points; start += Scratch.POINTS) {
      int count = Math.min(Scratch.POINTS, points - start);
      scratch.split(rgb, start * 3, count);
      interpolate(lattice, scratch, count);
      scratch.join(out, start * 3, count);
    }
  }

  /** Planar colours in, planar colours out, in place. */
  private static void interpolate(Lattice lattice, Scratch s, int count) {
    int size = lattice.size();
    float[] nodes = lattice.array();
    IntVector strideR = IntVector.broadcast(INTS, 3);
    IntVector strideG = IntVector.broadcast(INTS, size * 3);
    IntVector strideB = IntVector.broadcast(INTS, size * size * 3);
    int toFar = 3 + size * 3 + size * size * 3;
    for (int i = 0; i < count; i += LANES) {
      FloatVector r = position(s.red, i, size);
      FloatVector g = position(s.green, i, size);
      FloatVector b = position(s.blue, i, size);
      IntVector cellR = cell(r, size);
      IntVector cellG = cell(g, size);
      IntVector cellB = cell(b, size);
      FloatVector fr = r.sub((FloatVector) cellR.convertShape(I2F, FLOATS, 0));
      FloatVector fg = g.sub((FloatVector) cellG.convertShape(I2F, FLOATS, 0));
      FloatVector fb = b.sub((FloatVector) cellB.convertShape(I2F, FLOATS, 0));
      IntVector near = cellR.mul(3).add(cellG.mul(strideG)).add(cellB.mul(strideB));

      var redOverGreen = fr.lt(fg).not().cast(INTS);
      var greenOverBlue = fg.lt(fb).not().cast(INTS);
      var redOverBlue = fr.lt(fb).not().cast(INTS);
      IntVector first =
          strideB
              .blend(strideG, greenOverBlue.andNot(redOverGreen))
              .blend(strideR, redOverGreen.and(redOverBlue));
      IntVector last =
          strideR
              .blend(strideG, redOverGreen.andNot(greenOverBlue))
              .blend(strideB, greenOverBlue.and(redOverGreen.or(redOverBlue)))
              .blend(strideB, redOverBlue.andNot(redOverGreen));
      FloatVector high = fr.max(fg).max(fb);
      FloatVector low = fr.min(fg).min(fb);
      FloatVector middle = fr.min(fg).max(fr.max(fg).min(fb));

      near.intoArray(s.near, i);
      near.add(first).intoArray(s.second, i);
      near.add(toFar).sub(last).intoArray(s.third, i);
      near.add(toFar).intoArray(s.far, i);
      FloatVector weightNear = high.neg().add(1f);
      FloatVector weightSecond = high.sub(middle);
      FloatVector weightThird = middle.sub(low);
      mix(nodes, 0, s, i, weightNear, weightSecond, weightThird, low).intoArray(s.red, i);
      mix(nodes, 1, s, i, weightNear, weightSecond, weightThird, low).intoArray(s.green, i);
      mix(nodes, 2, s, i, weightNear, weightSecond, weightThird, low).intoArray(s.blue, i);
    }
  }

  private static FloatVector mix(
      float[] nodes,
      int channel,
      Scratch s,
      int i,
      FloatVector near,
      FloatVector second,
      FloatVector third,
      FloatVector far) {
    return near.mul(FloatVector.fromArray(FLOATS, nodes, channel, s.near, i))
        .add(second.mul(FloatVector.fromArray(FLOATS, nodes, channel, s.second, i)))
        .add(third.mul(FloatVector.fromArray(FLOATS, nodes, channel, s.third, i)))
        .add(far.mul(FloatVector.fromArray(FLOATS, nodes, channel, s.far, i)));
  }

  private static FloatVector position(float[] plane, int i, int size) {
    return FloatVector.fromArray(FLOATS, plane, i).max(0f).min(1f).mul(size - 1f);
  }

  private static IntVector cell(FloatVector position, int size) {
    return ((IntVector) position.convertShape(F2I, INTS, 0)).min(size - 2);
  }

  /** Planar working memory for a run of colours that stays in the first-level cache. */
  private static final class Scratch {
    static final int POINTS = 512;

    final float[] red = new float[POINTS + LANES];
    final float[] green = new float[POINTS + LANES];
    final float[] blue = new float[POINTS + LANES];
    final int[] near = new int[POINTS + LANES];
    final int[] second = new int[POINTS + LANES];
    final int[] third = new int[POINTS + LANES];
    final int[] far = new int[POINTS + LANES];

    void split(float[] rgb, int from, int count) {
      for (int i = 0; i < count; i++) {
        red[i] = rgb[from + i * 3];
        green[i] = rgb[from + i * 3 + 1];
        blue[i] = rgb[from + i * 3 + 2];
      }
    }

    void join(float[] rgb, int from, int count) {
      for (int i = 0; i < count; i++) {
        rgb[from + i * 3] = red[i];
        rgb[from + i * 3 + 1] = green[i];
        rgb[from + i * 3 + 2] = blue[i];
      }
    }
  }
}
