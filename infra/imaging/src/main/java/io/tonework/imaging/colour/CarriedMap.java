package io.tonework.imaging.colour;

import io.tonework.imaging.lattice.RgbFunction;

/**
 * A map on sRGB carried over to another RGB space. A colour that sRGB cannot show lies, in linear
 * light, on a line from the grey of its luminance through the edge of sRGB. The edge is mapped, and
 * the result is pushed out from its own grey by the ratio that the colour had: colours inside sRGB
 * get exactly the map, colours outside stay outside as far as the map leaves them colour at all,
 * what the map makes grey is grey, and the identity stays the identity.
 */
public final class CarriedMap implements RgbFunction {
  /** Luminance is kept so far from black and white that the ratio stays bounded. */
  private static final double MARGIN = 1e-3;

  private final RgbFunction map;
  private final RgbSpace space;

  /** Carries a map over. */
  public CarriedMap(RgbFunction map, RgbSpace space) {
    this.map = map;
    this.space = space;
  }

  /** Maps colours encoded in the space; {@code out} is in the space too, and may leave 0..1. */
  @Override
  public void map(float[] rgb, float[] out, int points) {
    float[] edge = new float[points * 3];
    float[] mapped = new float[points * 3];
    double[] ratios = new double[points];
    double[] colour = new double[3];
    double[] before = new double[3];
    for (int p = 0; p < points; p++) {
      load(rgb, p, colour);
      space.toSrgb(colour);
      ratios[p] = pullIn(colour);
      for (int c = 0; c < 3; c++) {
        edge[p * 3 + c] = (float) Math.clamp(colour[c], 0, 1);
      }
    }
    map.map(edge, mapped, points);
    for (int p = 0; p < points; p++) {
      load(edge, p, before);
      pushOut(before, ratios[p]);
      space.fromSrgb(before);
      load(mapped, p, colour);
      pushOut(colour, ratios[p]);
      space.fromSrgb(colour);
      for (int c = 0; c < 3; c++) {
        // the difference that the map makes, so that rounding on the way there and back is none
        out[p * 3 + c] = (float) (rgb[p * 3 + c] + (colour[c] - before[c]));
      }
    }
  }

  private static void load(float[] from, int point, double[] to) {
    for (int c = 0; c < 3; c++) {
      to[c] = from[point * 3 + c];
    }
  }

  /** Pulls an encoded colour to the edge of sRGB; says by which ratio it was outside, 1 if not. */
  private static double pullIn(double[] rgb) {
    if (isInside(rgb)) {
      return 1;
    }
    toLinear(rgb);
    double grey = Math.clamp(luminance(rgb), MARGIN, 1 - MARGIN);
    double ratio = 1;
    for (double channel : rgb) {
      ratio = Math.max(ratio, channel > 1 ? (channel - grey) / (1 - grey) : 1);
      ratio = Math.max(ratio, channel < 0 ? (grey - channel) / grey : 1);
    }
    scale(rgb, grey, 1 / ratio);
    toEncoded(rgb);
    return ratio;
  }

  private static void pushOut(double[] rgb, double ratio) {
    if (ratio > 1) {
      toLinear(rgb);
      scale(rgb, luminance(rgb), ratio);
      toEncoded(rgb);
    }
  }

  private static boolean isInside(double[] rgb) {
    return Math.min(rgb[0], Math.min(rgb[1], rgb[2])) >= 0
        && Math.max(rgb[0], Math.max(rgb[1], rgb[2])) <= 1;
  }

  private static void scale(double[] rgb, double grey, double ratio) {
    for (int c = 0; c < 3; c++) {
      rgb[c] = grey + (rgb[c] - grey) * ratio;
    }
  }

  /** Y of linear sRGB (IEC 61966-2-1). */
  private static double luminance(double[] linear) {
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }

  private static void toLinear(double[] rgb) {
    for (int c = 0; c < 3; c++) {
      rgb[c] = ToneCurve.SRGB.toLinear(rgb[c]);
    }
  }

  private static void toEncoded(double[] rgb) {
    for (int c = 0; c < 3; c++) {
      rgb[c] = ToneCurve.SRGB.toEncoded(rgb[c]);
    }
  }
}
