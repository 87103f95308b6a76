package io.tonework.imaging.compiled;

import static io.tonework.imaging.compiled.Formula.*;
import static jdk.incubator.vector.VectorOperators.F2I;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many pixels at a time as a vector has lanes of 32 bits, 16 or 8, in passes over a run.
 *
 * <p>A pass is short and spelled out, without calls of its own: beyond some 8,000 bytecodes the
 * compiler stops inlining what is not the JDK's, and vectors handed to such a method are put on the
 * heap. Short passes are also faster, since the processor sees more pixels at a time. They are
 * called through an interface, so that the compiler does not make one method of them.
 *
 * <p>Floats that are not negative are compared by their bits, which takes one instruction where
 * {@code max} of floats takes six; a negative one loses against 0 either way.
 */
final class VectorKernel implements CompiledKernel {
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, INTS.vectorShape());
  private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, INTS.vectorShape());
  private static final int LANES = INTS.length();
  private static final boolean WIDE = LANES == MapTables.PIECES;
  private static final int ONE = Float.floatToRawIntBits(1f);
  private static final int TINY_BITS = Float.floatToRawIntBits(TINY);

  private static final VectorMask<Float> NONE = FLOATS.maskAll(false);

  /** Three bytes a pixel to four; the fourth is of no matter. */
  private static final VectorShuffle<Byte> SPREAD =
      VectorShuffle.fromOp(BYTES, i -> (i & 3) == 3 ? 0 : (i >> 2) * 3 + (i & 3));

  /** Four bytes a pixel to three; what is behind them is of no matter. */
  private static final VectorShuffle<Byte> JOIN =
      VectorShuffle.fromOp(BYTES, i -> i < LANES * 3 ? i / 3 * 4 + i % 3 : 0);

  private static final Pass[] PLAIN = {
    new ShapeRed(),
    new ShapeGreen(),
    new ShapeBlue(),
    new Luma(),
    new Tone(),
    new ToneFold(),
    new Locate(),
    new Skin(),
    new Chroma(),
    new ChromaFold(),
    new Finish()
  };

  private static final Pass[] MIXING = {
    new ShapeRed(),
    new ShapeGreen(),
    new ShapeBlue(),
    new Luma(),
    new Tone(),
    new ToneFold(),
    new Locate(),
    new Skin(),
    new Chroma(),
    new ChromaFold(),
    new TurnOverHue(),
    new ChromaOverHue(),
    new LumaOverHue(),
    new Gate(),
    new Turn(),
    new MixExtremes(),
    new MixFold()
  };

  /** Whether this machine's vectors are of a width that the passes are written for. */
  static boolean isSupported() {
    return LANES == 16 || LANES == 8;
  }

  @Override
  public void load(byte[] pixels, int from, int count, int channels, PlanarRun run) {
    for (int i = 0; i < count; i += LANES) {
      ByteVector bytes = ByteVector.fromArray(BYTES, pixels, from + i * channels);
      IntVector rgb = (channels == 3 ? bytes.rearrange(SPREAD) : bytes).reinterpretAsInts();
      ((FloatVector) rgb.and(0xFF).convertShape(I2F, FLOATS, 0)).intoArray(run.red, i);
      ((FloatVector) rgb.lanewise(LSHR, 8).and(0xFF).convertShape(I2F, FLOATS, 0))
          .intoArray(run.green, i);
      ((FloatVector) rgb.lanewise(LSHR, 16).and(0xFF).convertShape(I2F, FLOATS, 0))
          .intoArray(run.blue, i);
    }
  }

  @Override
  public void map(MapTables tables, PlanarRun run, int count) {
    for (Pass pass : tables.mixes() ? MIXING : PLAIN) {
      pass.run(tables.values(), run, count);
    }
  }

  @Override
  public void store(PlanarRun run, byte[] pixels, int from, int count, int channels) {
    for (int i = 0; i < count; i += LANES) {
      IntVector red =
          (IntVector)
              FloatVector.fromArray(FLOATS, run.red, i).add(0.5f).convertShape(F2I, INTS, 0);
      IntVector green =
          (IntVector)
              FloatVector.fromArray(FLOATS, run.green, i).add(0.5f).convertShape(F2I, INTS, 0);
      IntVector blue =
          (IntVector)
              FloatVector.fromArray(FLOATS, run.blue, i).add(0.5f).convertShape(F2I, INTS, 0);
      IntVector rgb = red.or(green.lanewise(LSHL, 8)).or(blue.lanewise(LSHL, 16));
      int at = from + i * channels;
      if (channels == 3) {
        rgb.reinterpretAsBytes().rearrange(JOIN).intoArray(pixels, at);
      } else {
        IntVector alpha =
            ByteVector.fromArray(BYTES, pixels, at).reinterpretAsInts().and(0xFF00_0000);
        rgb.or(alpha).reinterpretAsBytes().intoArray(pixels, at);
      }
    }
  }

  /** One step of all pixels of a run. */
  private interface Pass {
    void run(float[] t, PlanarRun run, int count);
  }

  /** A coefficient of each lane's piece; by two halves where a vector holds only one of them. */
  private static FloatVector pick(
      float[] t, int at, VectorShuffle<Float> shuffle, VectorMask<Float> upper) {
    FloatVector first = FloatVector.fromArray(FLOATS, t, at).rearrange(shuffle);
    return WIDE
        ? first
        : first.blend(FloatVector.fromArray(FLOATS, t, at + LANES).rearrange(shuffle), upper);
  }

  /** A channel through its curve. */
  private static void shape(float[] t, int at, float[] channel, int count) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector level = FloatVector.fromArray(FLOATS, channel, i);
      FloatVector whole = level.mul(0.0625f).sub(0.5f).add(WHOLE);
      IntVector piece = whole.reinterpretAsInts().and(15);
      VectorShuffle<Float> shuffle = piece.and(LANES - 1).toShuffle().cast(FLOATS);
      VectorMask<Float> upper = WIDE ? NONE : piece.compare(GE, LANES).cast(FLOATS);
      FloatVector part = whole.sub(WHOLE).fma(FloatVector.broadcast(FLOATS, -16f), level);
      pick(t, at + 48, shuffle, upper)
          .fma(part, pick(t, at + 32, shuffle, upper))
          .fma(part, pick(t, at + 16, shuffle, upper))
          .fma(part, pick(t, at, shuffle, upper))
          .reinterpretAsInts()
          .max(0)
          .min(ONE)
          .reinterpretAsFloats()
          .intoArray(channel, i);
    }
  }

  private static final class ShapeRed implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      shape(t, MapTables.SHAPE, run.red, count);
    }
  }

  private static final class ShapeGreen implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      shape(t, MapTables.SHAPE + 64, run.green, count);
    }
  }

  private static final class ShapeBlue implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      shape(t, MapTables.SHAPE + 128, run.blue, count);
    }
  }

  private static final class Luma implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      for (int i = 0; i < count; i += LANES) {
        FloatVector red = FloatVector.fromArray(FLOATS, run.red, i);
        FloatVector green = FloatVector.fromArray(FLOATS, run.green, i);
        FloatVector blue = FloatVector.fromArray(FLOATS, run.blue, i);
        FloatVector grey = red.mul(LUMA_RED).add(green.mul(LUMA_GREEN)).add(blue.mul(LUMA_BLUE));
        IntVector r = red.reinterpretAsInts();
        IntVector g = green.reinterpretAsInts();
        IntVector b = blue.reinterpretAsInts();
        grey.intoArray(run.luma, i);
        r.max(g).max(b).reinterpretAsFloats().sub(grey).intoArray(run.above, i);
        grey.sub(r.min(g).min(b).reinterpretAsFloats()).intoArray(run.below, i);
      }
    }
  }

  private static final class Tone implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      int at = MapTables.TONE;
      FloatVector t0 = FloatVector.broadcast(FLOATS, t[at]);
      FloatVector t1 = FloatVector.broadcast(FLOATS, t[at + 1]);
      FloatVector t2 = FloatVector.broadcast(FLOATS, t[at + 2]);
      FloatVector t3 = FloatVector.broadcast(FLOATS, t[at + 3]);
      FloatVector t4 = FloatVector.broadcast(FLOATS, t[at + 4]);
      FloatVector t5 = FloatVector.broadcast(FLOATS, t[at + 5]);
      FloatVector t6 = FloatVector.broadcast(FLOATS, t[at + 6]);
      FloatVector t7 = FloatVector.broadcast(FLOATS, t[at + 7]);
      FloatVector t8 = FloatVector.broadcast(FLOATS, t[at + 8]);
      FloatVector t9 = FloatVector.broadcast(FLOATS, t[at + 9]);
      FloatVector t10 = FloatVector.broadcast(FLOATS, t[at + 10]);
      FloatVector t11 = FloatVector.broadcast(FLOATS, t[at + 11]);
      FloatVector t12 = FloatVector.broadcast(FLOATS, t[at + 12]);
      FloatVector t13 = FloatVector.broadcast(FLOATS, t[at + 13]);
      for (int i = 0; i < count; i += LANES) {
        FloatVector grey = FloatVector.fromArray(FLOATS, run.luma, i);
        FloatVector x = grey.add(grey).sub(1f);
        FloatVector x2 = x.mul(x);
        FloatVector odd =
            t13.fma(x2, t11).fma(x2, t9).fma(x2, t7).fma(x2, t5).fma(x2, t3).fma(x2, t1);
        FloatVector even =
            t12.fma(x2, t10).fma(x2, t8).fma(x2, t6).fma(x2, t4).fma(x2, t2).fma(x2, t0);
        odd.fma(x, even).reinterpretAsInts().max(0).reinterpretAsFloats().intoArray(run.gain, i);
      }
    }
  }

  /** What the curve moved out of the gamut comes back; the grey of each pixel becomes its luma. */
  private static final class ToneFold implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      FloatVector one = FloatVector.broadcast(FLOATS, 1f);
      FloatVector root1 = FloatVector.broadcast(FLOATS, ROOT_1);
      FloatVector root2 = FloatVector.broadcast(FLOATS, ROOT_2);
      for (int i = 0; i < count; i += LANES) {
        FloatVector grey = FloatVector.fromArray(FLOATS, run.luma, i);
        FloatVector tone = FloatVector.fromArray(FLOATS, run.gain, i);
        FloatVector above = FloatVector.fromArray(FLOATS, run.above, i);
        FloatVector luma = grey.mul(tone).reinterpretAsInts().min(ONE).reinterpretAsFloats();
        FloatVector before = one.sub(grey).reinterpretAsInts().max(TINY_BITS).reinterpretAsFloats();
        FloatVector room = one.sub(luma).reinterpretAsInts().max(TINY_BITS).reinterpretAsFloats();
        FloatVector grown = tone.mul(before);
        FloatVector used = above.div(room.mul(before));
        FloatVector outwards =
            grown
                .mul(grown)
                .sub(room.mul(room))
                .reinterpretAsInts()
                .max(0)
                .reinterpretAsFloats()
                .mul(used.mul(used))
                .add(1f);
        FloatVector half = outwards.mul(-0.5f);
        FloatVector root =
            outwards
                .reinterpretAsInts()
                .lanewise(LSHR, 1)
                .neg()
                .add(ROOT_BITS)
                .reinterpretAsFloats();
        root = root.mul(root.mul(root).fma(half, root1));
        root = root.mul(root.mul(root).fma(half, root2));
        luma.intoArray(run.luma, i);
        tone.mul(root).intoArray(run.gain, i);
      }
    }
  }

  private static final class Locate implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      for (int i = 0; i < count; i += LANES) {
        FloatVector green = FloatVector.fromArray(FLOATS, run.green, i);
        FloatVector blue = FloatVector.fromArray(FLOATS, run.blue, i);
        FloatVector x = FloatVector.fromArray(FLOATS, run.red, i).sub(green.add(blue).mul(0.5f));
        FloatVector y = green.sub(blue).mul(HALF_ROOT_3);
        FloatVector sum =
            x.reinterpretAsInts()
                .and(Integer.MAX_VALUE)
                .reinterpretAsFloats()
                .add(y.reinterpretAsInts().and(Integer.MAX_VALUE).reinterpretAsFloats())
                .add(FAINT);
        FloatVector along = x.div(sum).add(1f).mul(4f);
        FloatVector place =
            along
                .reinterpretAsInts()
                .or(y.reinterpretAsInts().and(Integer.MIN_VALUE))
                .reinterpretAsFloats()
                .neg()
                .add(8f);
        FloatVector whole = place.sub(0.5f).add(WHOLE);
        whole.reinterpretAsInts().and(15).intoArray(run.piece, i);
        place.sub(whole.sub(WHOLE)).intoArray(run.part, i);
        FloatVector gain = FloatVector.fromArray(FLOATS, run.gain, i);
        x.mul(gain).intoArray(run.planeX, i);
        y.mul(gain).intoArray(run.planeY, i);
      }
    }
  }

  /** A curve over hue. */
  private static void overHue(float[] t, int at, PlanarRun run, float[] out, int count) {
    for (int i = 0; i < count; i += LANES) {
      IntVector piece = IntVector.fromArray(INTS, run.piece, i);
      VectorShuffle<Float> shuffle = piece.and(LANES - 1).toShuffle().cast(FLOATS);
      VectorMask<Float> upper = WIDE ? NONE : piece.compare(GE, LANES).cast(FLOATS);
      FloatVector part = FloatVector.fromArray(FLOATS, run.part, i);
      pick(t, at + 80, shuffle, upper)
          .fma(part, pick(t, at + 64, shuffle, upper))
          .fma(part, pick(t, at + 48, shuffle, upper))
          .fma(part, pick(t, at + 32, shuffle, upper))
          .fma(part, pick(t, at + 16, shuffle, upper))
          .fma(part, pick(t, at, shuffle, upper))
          .intoArray(out, i);
    }
  }

  private static final class Skin implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      overHue(t, MapTables.HUE, run, run.hue[0], count);
    }
  }

  private static final class TurnOverHue implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      overHue(t, MapTables.HUE + 96, run, run.hue[1], count);
    }
  }

  private static final class ChromaOverHue implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      overHue(t, MapTables.HUE + 192, run, run.hue[2], count);
    }
  }

  private static final class LumaOverHue implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      overHue(t, MapTables.HUE + 288, run, run.hue[3], count);
    }
  }

  /** By what chroma is scaled, where nearness to skin was. */
  private static final class Chroma implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      FloatVector d0 = FloatVector.broadcast(FLOATS, DULL[0]);
      FloatVector d1 = FloatVector.broadcast(FLOATS, DULL[1]);
      FloatVector d2 = FloatVector.broadcast(FLOATS, DULL[2]);
      FloatVector d3 = FloatVector.broadcast(FLOATS, DULL[3]);
      FloatVector d4 = FloatVector.broadcast(FLOATS, DULL[4]);
      FloatVector all = FloatVector.broadcast(FLOATS, t[MapTables.CHROMA]);
      FloatVector ofDull = FloatVector.broadcast(FLOATS, t[MapTables.CHROMA + 1]);
      FloatVector ofSkin = FloatVector.broadcast(FLOATS, t[MapTables.CHROMA + 2]);
      for (int i = 0; i < count; i += LANES) {
        FloatVector x = FloatVector.fromArray(FLOATS, run.planeX, i);
        FloatVector y = FloatVector.fromArray(FLOATS, run.planeY, i);
        FloatVector squared = x.mul(x).add(y.mul(y));
        FloatVector dull = d4.fma(squared, d3).fma(squared, d2).fma(squared, d1).fma(squared, d0);
        dull = dull.mul(dull);
        dull = dull.mul(dull);
        dull = dull.mul(dull);
        dull.fma(FloatVector.fromArray(FLOATS, run.hue[0], i).fma(ofSkin, ofDull), all)
            .reinterpretAsInts()
            .max(0)
            .reinterpretAsFloats()
            .intoArray(run.hue[0], i);
      }
    }
  }

  private static final class ChromaFold implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      FloatVector one = FloatVector.broadcast(FLOATS, 1f);
      FloatVector root1 = FloatVector.broadcast(FLOATS, ROOT_1);
      FloatVector root2 = FloatVector.broadcast(FLOATS, ROOT_2);
      for (int i = 0; i < count; i += LANES) {
        FloatVector luma = FloatVector.fromArray(FLOATS, run.luma, i);
        FloatVector gain = FloatVector.fromArray(FLOATS, run.gain, i);
        FloatVector scale = FloatVector.fromArray(FLOATS, run.hue[0], i);
        FloatVector low = luma.reinterpretAsInts().max(TINY_BITS).reinterpretAsFloats();
        FloatVector high = one.sub(luma).reinterpretAsInts().max(TINY_BITS).reinterpretAsFloats();
        FloatVector inverse = one.div(low.mul(high));
        FloatVector above =
            FloatVector.fromArray(FLOATS, run.above, i).mul(gain).mul(low).mul(inverse);
        FloatVector below =
            FloatVector.fromArray(FLOATS, run.below, i).mul(gain).mul(high).mul(inverse);
        FloatVector outwards =
            scale
                .mul(scale)
                .sub(1f)
                .reinterpretAsInts()
                .max(0)
                .reinterpretAsFloats()
                .mul(above.mul(above).add(below.mul(below)))
                .add(1f);
        FloatVector half = outwards.mul(-0.5f);
        FloatVector root =
            outwards
                .reinterpretAsInts()
                .lanewise(LSHR, 1)
                .neg()
                .add(ROOT_BITS)
                .reinterpretAsFloats();
        root = root.mul(root.mul(root).fma(half, root1));
        FloatVector shift = root.mul(root.mul(root).fma(half, root2)).mul(scale);
        shift.intoArray(run.hue[0], i);
        above.mul(shift).intoArray(run.above, i);
        below.mul(shift).intoArray(run.below, i);
      }
    }
  }

  /** The end where nothing depends on hue. */
  private static final class Finish implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      for (int i = 0; i < count; i += LANES) {
        FloatVector red = FloatVector.fromArray(FLOATS, run.red, i);
        FloatVector green = FloatVector.fromArray(FLOATS, run.green, i);
        FloatVector blue = FloatVector.fromArray(FLOATS, run.blue, i);
        FloatVector luma = FloatVector.fromArray(FLOATS, run.luma, i);
        FloatVector grey = red.mul(LUMA_RED).add(green.mul(LUMA_GREEN)).add(blue.mul(LUMA_BLUE));
        FloatVector all =
            FloatVector.fromArray(FLOATS, run.gain, i)
                .mul(FloatVector.fromArray(FLOATS, run.hue[0], i));
        FloatVector r = red.sub(grey).fma(all, luma);
        FloatVector g = green.sub(grey).fma(all, luma);
        FloatVector b = blue.sub(grey).fma(all, luma);
        r.reinterpretAsInts().max(0).min(ONE).reinterpretAsFloats().mul(255f).intoArray(run.red, i);
        g.reinterpretAsInts()
            .max(0)
            .min(ONE)
            .reinterpretAsFloats()
            .mul(255f)
            .intoArray(run.green, i);
        b.reinterpretAsInts()
            .max(0)
            .min(ONE)
            .reinterpretAsFloats()
            .mul(255f)
            .intoArray(run.blue, i);
      }
    }
  }

  /** What the curves over hue say, as far as a colour has a hue. */
  private static final class Gate implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      FloatVector one = FloatVector.broadcast(FLOATS, 1f);
      for (int i = 0; i < count; i += LANES) {
        FloatVector shift = FloatVector.fromArray(FLOATS, run.hue[0], i);
        FloatVector luma = FloatVector.fromArray(FLOATS, run.luma, i);
        FloatVector x = FloatVector.fromArray(FLOATS, run.planeX, i).mul(shift);
        FloatVector y = FloatVector.fromArray(FLOATS, run.planeY, i).mul(shift);
        FloatVector squared = x.mul(x).add(y.mul(y));
        FloatVector gate = squared.div(squared.add(GREY_GATE));
        x.intoArray(run.planeX, i);
        y.intoArray(run.planeY, i);
        gate.mul(FloatVector.fromArray(FLOATS, run.hue[1], i)).intoArray(run.hue[1], i);
        gate.fma(FloatVector.fromArray(FLOATS, run.hue[2], i), one)
            .reinterpretAsInts()
            .max(0)
            .reinterpretAsFloats()
            .intoArray(run.hue[2], i);
        gate.mul(FloatVector.fromArray(FLOATS, run.hue[3], i))
            .mul(LIGHTER)
            .mul(luma)
            .fma(one.sub(luma), luma)
            .reinterpretAsInts()
            .max(0)
            .min(ONE)
            .reinterpretAsFloats()
            .intoArray(run.luma, i);
      }
    }
  }

  /** The turned colours, less their luma. */
  private static final class Turn implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      FloatVector one = FloatVector.broadcast(FLOATS, 1f);
      FloatVector sin3 = FloatVector.broadcast(FLOATS, SIN_3);
      FloatVector sin5 = FloatVector.broadcast(FLOATS, SIN_5);
      FloatVector cos2 = FloatVector.broadcast(FLOATS, COS_2);
      FloatVector cos4 = FloatVector.broadcast(FLOATS, COS_4);
      FloatVector cos6 = FloatVector.broadcast(FLOATS, COS_6);
      for (int i = 0; i < count; i += LANES) {
        FloatVector x = FloatVector.fromArray(FLOATS, run.planeX, i);
        FloatVector y = FloatVector.fromArray(FLOATS, run.planeY, i);
        FloatVector turn = FloatVector.fromArray(FLOATS, run.hue[1], i);
        FloatVector more = FloatVector.fromArray(FLOATS, run.hue[2], i);
        FloatVector turned = turn.mul(turn);
        FloatVector sine = turned.fma(sin5, sin3).fma(turned, one).mul(turn).mul(more);
        FloatVector cosine = turned.fma(cos6, cos4).fma(turned, cos2).fma(turned, one).mul(more);
        FloatVector newX = x.mul(cosine).sub(y.mul(sine));
        FloatVector newY = x.mul(sine).add(y.mul(cosine));
        newX.mul(RED_X).add(newY.mul(RED_Y)).intoArray(run.red, i);
        newX.mul(OTHERS_X).add(newY.mul(GREEN_Y)).intoArray(run.green, i);
        newX.mul(OTHERS_X).add(newY.mul(BLUE_Y)).intoArray(run.blue, i);
      }
    }
  }

  /** At least one of the three is not negative, so that comparing bits finds the largest. */
  private static final class MixExtremes implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      for (int i = 0; i < count; i += LANES) {
        FloatVector red = FloatVector.fromArray(FLOATS, run.red, i);
        FloatVector green = FloatVector.fromArray(FLOATS, run.green, i);
        FloatVector blue = FloatVector.fromArray(FLOATS, run.blue, i);
        red.reinterpretAsInts()
            .max(green.reinterpretAsInts())
            .max(blue.reinterpretAsInts())
            .reinterpretAsFloats()
            .intoArray(run.hue[1], i);
        red.neg()
            .reinterpretAsInts()
            .max(green.neg().reinterpretAsInts())
            .max(blue.neg().reinterpretAsInts())
            .reinterpretAsFloats()
            .intoArray(run.hue[2], i);
      }
    }
  }

  private static final class MixFold implements Pass {
    @Override
    public void run(float[] t, PlanarRun run, int count) {
      FloatVector one = FloatVector.broadcast(FLOATS, 1f);
      FloatVector root1 = FloatVector.broadcast(FLOATS, ROOT_1);
      FloatVector root2 = FloatVector.broadcast(FLOATS, ROOT_2);
      for (int i = 0; i < count; i += LANES) {
        FloatVector luma = FloatVector.fromArray(FLOATS, run.luma, i);
        FloatVector before = FloatVector.fromArray(FLOATS, run.above, i);
        FloatVector beforeBelow = FloatVector.fromArray(FLOATS, run.below, i);
        FloatVector low = luma.reinterpretAsInts().max(TINY_BITS).reinterpretAsFloats();
        FloatVector high = one.sub(luma).reinterpretAsInts().max(TINY_BITS).reinterpretAsFloats();
        FloatVector inverse = one.div(low.mul(high));
        FloatVector above = FloatVector.fromArray(FLOATS, run.hue[1], i).mul(low).mul(inverse);
        FloatVector below = FloatVector.fromArray(FLOATS, run.hue[2], i).mul(high).mul(inverse);
        FloatVector outwards =
            above
                .mul(above)
                .sub(before.mul(before))
                .reinterpretAsInts()
                .max(0)
                .reinterpretAsFloats()
                .add(
                    below
                        .mul(below)
                        .sub(beforeBelow.mul(beforeBelow))
                        .reinterpretAsInts()
                        .max(0)
                        .reinterpretAsFloats())
                .add(1f);
        FloatVector half = outwards.mul(-0.5f);
        FloatVector root =
            outwards
                .reinterpretAsInts()
                .lanewise(LSHR, 1)
                .neg()
                .add(ROOT_BITS)
                .reinterpretAsFloats();
        root = root.mul(root.mul(root).fma(half, root1));
        root = root.mul(root.mul(root).fma(half, root2));
        FloatVector r = FloatVector.fromArray(FLOATS, run.red, i).fma(root, luma);
        FloatVector g = FloatVector.fromArray(FLOATS, run.green, i).fma(root, luma);
        FloatVector b = FloatVector.fromArray(FLOATS, run.blue, i).fma(root, luma);
        r.reinterpretAsInts().max(0).min(ONE).reinterpretAsFloats().mul(255f).intoArray(run.red, i);
        g.reinterpretAsInts()
            .max(0)
            .min(ONE)
            .reinterpretAsFloats()
            .mul(255f)
            .intoArray(run.green, i);
        b.reinterpretAsInts()
            .max(0)
            .min(ONE)
            .reinterpretAsFloats()
            .mul(255f)
            .intoArray(run.blue, i);
      }
    }
  }
}
