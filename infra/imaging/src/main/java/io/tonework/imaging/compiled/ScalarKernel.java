package io.tonework.imaging.compiled;

import static io.tonework.imaging.compiled.Formula.*;
import static java.lang.Math.fma;

/** The reference: one colour at a time, as the definition reads. */
final class ScalarKernel implements CompiledKernel {
  @Override
  public void load(byte[] pixels, int from, int count, int channels, PlanarRun run) {
    for (int i = 0, at = from; i < count; i++, at += channels) {
      run.red[i] = pixels[at] & 0xFF;
      run.green[i] = pixels[at + 1] & 0xFF;
      run.blue[i] = pixels[at + 2] & 0xFF;
    }
  }

  @Override
  public void store(PlanarRun run, byte[] pixels, int from, int count, int channels) {
    for (int i = 0, at = from; i < count; i++, at += channels) {
      pixels[at] = (byte) (int) (run.red[i] + 0.5f);
      pixels[at + 1] = (byte) (int) (run.green[i] + 0.5f);
      pixels[at + 2] = (byte) (int) (run.blue[i] + 0.5f);
    }
  }

  @Override
  public void map(MapTables tables, PlanarRun run, int count) {
    float[] t = tables.values();
    for (int i = 0; i < count; i++) {
      map(t, tables.mixes(), run, i);
    }
  }

  private static void map(float[] t, boolean mixes, PlanarRun run, int i) {
    float red = shaped(t, MapTables.SHAPE, run.red[i]);
    float green = shaped(t, MapTables.SHAPE + 64, run.green[i]);
    float blue = shaped(t, MapTables.SHAPE + 128, run.blue[i]);

    // a tone curve on luma, the channels scaled alike
    float grey = red * LUMA_RED + green * LUMA_GREEN + blue * LUMA_BLUE;
    float above = Math.max(Math.max(red, green), blue) - grey;
    float below = grey - Math.min(Math.min(red, green), blue);
    float tone = Math.max(tone(t, grey), 0);
    float luma = Math.min(grey * tone, 1);
    float roomBefore = Math.max(1 - grey, TINY);
    float room = Math.max(1 - luma, TINY);
    float grown = tone * roomBefore;
    float used = above / (room * roomBefore);
    float outwards = Math.max(grown * grown - room * room, 0) * (used * used) + 1;
    float gain = tone * inverseRoot(outwards);

    // chroma at constant luma
    float x = red - (green + blue) * 0.5f;
    float y = (green - blue) * HALF_ROOT_3;
    float place = place(x, y);
    float whole = (place - 0.5f) + WHOLE;
    int piece = Float.floatToRawIntBits(whole) & 15;
    float part = place - (whole - WHOLE);
    float planeX = x * gain;
    float planeY = y * gain;
    float squared = planeX * planeX + planeY * planeY;
    float dull =
        fma(
            fma(fma(fma(DULL[4], squared, DULL[3]), squared, DULL[2]), squared, DULL[1]),
            squared,
            DULL[0]);
    dull = dull * dull;
    dull = dull * dull;
    dull = dull * dull;
    float skin = overHue(t, MapTables.HUE, piece, part);
    float scale =
        Math.max(
            fma(
                dull,
                fma(skin, t[MapTables.CHROMA + 2], t[MapTables.CHROMA + 1]),
                t[MapTables.CHROMA]),
            0);
    float low = Math.max(luma, TINY);
    float high = Math.max(1 - luma, TINY);
    float inverse = 1 / (low * high);
    float fillAbove = above * gain * low * inverse;
    float fillBelow = below * gain * high * inverse;
    outwards = Math.max(scale * scale - 1, 0) * (fillAbove * fillAbove + fillBelow * fillBelow) + 1;
    float shift = inverseRoot(outwards) * scale;

    if (!mixes) {
      float all = gain * shift;
      run.red[i] = level(fma(red - grey, all, luma));
      run.green[i] = level(fma(green - grey, all, luma));
      run.blue[i] = level(fma(blue - grey, all, luma));
      return;
    }

    // turn, chroma and luminance by hue
    planeX = planeX * shift;
    planeY = planeY * shift;
    fillAbove = fillAbove * shift;
    fillBelow = fillBelow * shift;
    squared = planeX * planeX + planeY * planeY;
    float gate = squared / (squared + GREY_GATE);
    float turn = gate * overHue(t, MapTables.HUE + 96, piece, part);
    float more = Math.max(fma(gate, overHue(t, MapTables.HUE + 192, piece, part), 1), 0);
    float lighter = gate * overHue(t, MapTables.HUE + 288, piece, part);
    float moved = Math.min(Math.max(fma(lighter * LIGHTER * luma, 1 - luma, luma), 0), 1);
    float turned = turn * turn;
    float sine = fma(fma(turned, SIN_5, SIN_3), turned, 1) * turn * more;
    float cosine = fma(fma(fma(turned, COS_6, COS_4), turned, COS_2), turned, 1) * more;
    float newX = planeX * cosine - planeY * sine;
    float newY = planeX * sine + planeY * cosine;
    red = newX * RED_X + newY * RED_Y;
    green = newX * OTHERS_X + newY * GREEN_Y;
    blue = newX * OTHERS_X + newY * BLUE_Y;
    low = Math.max(moved, TINY);
    high = Math.max(1 - moved, TINY);
    inverse = 1 / (low * high);
    float newAbove = Math.max(Math.max(red, green), blue) * low * inverse;
    float newBelow = Math.max(Math.max(-red, -green), -blue) * high * inverse;
    outwards =
        Math.max(newAbove * newAbove - fillAbove * fillAbove, 0)
            + Math.max(newBelow * newBelow - fillBelow * fillBelow, 0)
            + 1;
    float fold = inverseRoot(outwards);
    run.red[i] = level(fma(red, fold, moved));
    run.green[i] = level(fma(green, fold, moved));
    run.blue[i] = level(fma(blue, fold, moved));
  }

  private static float level(float value) {
    return Math.min(Math.max(value, 0), 1) * 255f;
  }

  private static float shaped(float[] t, int at, float level) {
    float whole = (level * 0.0625f - 0.5f) + WHOLE;
    int piece = at + (Float.floatToRawIntBits(whole) & 15);
    float part = fma(whole - WHOLE, -16f, level);
    float value =
        fma(fma(fma(t[piece + 48], part, t[piece + 32]), part, t[piece + 16]), part, t[piece]);
    return Math.min(Math.max(value, 0), 1);
  }

  private static float tone(float[] t, float grey) {
    int at = MapTables.TONE;
    float x = grey + grey - 1;
    float x2 = x * x;
    float odd = t[at + 13];
    for (int k = 11; k > 0; k -= 2) {
      odd = fma(odd, x2, t[at + k]);
    }
    float even = t[at + 12];
    for (int k = 10; k >= 0; k -= 2) {
      even = fma(even, x2, t[at + k]);
    }
    return fma(odd, x, even);
  }

  /** 0..16, see {@link MapTables}. */
  private static float place(float x, float y) {
    float along = (x / (Math.abs(x) + Math.abs(y) + FAINT) + 1) * 4f;
    return 8f - (Float.floatToRawIntBits(y) < 0 ? -along : along);
  }

  private static float overHue(float[] t, int at, int piece, float part) {
    float value = t[at + 80 + piece];
    for (int k = 64; k >= 0; k -= 16) {
      value = fma(value, part, t[at + k + piece]);
    }
    return value;
  }

  private static float inverseRoot(float x) {
    float half = x * -0.5f;
    float root = Float.intBitsToFloat(ROOT_BITS - (Float.floatToRawIntBits(x) >>> 1));
    root = root * fma(root * root, half, ROOT_1);
    return root * fma(root * root, half, ROOT_2);
  }
}
