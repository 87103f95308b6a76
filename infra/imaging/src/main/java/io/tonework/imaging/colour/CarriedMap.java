package io.tonework.imaging.colour;

import io.tonework.imaging.RgbFunction;

/**
 * A map on sRGB carried over to another RGB space. A colour that sRGB cannot show lies on a line
 * from a grey of the same HSL lightness through the edge of sRGB. The edge is mapped, and the
 * result is pushed out from its own grey by the ratio that the colour had: colours inside sRGB get
 * exactly the map, colours outside stay outside as far as the map leaves them colour at all, what
 * the map makes grey is grey, and the identity stays the identity.
 */
public final class CarriedMap implements RgbFunction {
  /** Lightness is kept so far from black and white that the ratio stays bounded. */
  private static final double MARGIN = 0.02;

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
      double grey = Math.clamp(lightness(colour), MARGIN, 1 - MARGIN);
      ratios[p] = ratio(colour, grey);
      for (int c = 0; c < 3; c++) {
        double inside = grey + (colour[c] - grey) / ratios[p];
        edge[p * 3 + c] = (float) Math.clamp(ratios[p] > 1 ? inside : colour[c], 0, 1);
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

  private static double lightness(double[] rgb) {
    double high = Math.max(rgb[0], Math.max(rgb[1], rgb[2]));
    double low = Math.min(rgb[0], Math.min(rgb[1], rgb[2]));
    return (high + low) / 2;
  }

  /** How much farther from the grey a colour is than the edge of 0..1 in its direction; 1 inside. */
  private static double ratio(double[] rgb, double grey) {
    double ratio = 1;
    for (double channel : rgb) {
      ratio = Math.max(ratio, channel > 1 ? (channel - grey) / (1 - grey) : 1);
      ratio = Math.max(ratio, channel < 0 ? (grey - channel) / grey : 1);
    }
    return ratio;
  }

  private static void pushOut(double[] rgb, double ratio) {
    if (ratio > 1) {
      double grey = lightness(rgb);
      for (int c = 0; c < 3; c++) {
        rgb[c] = grey + (rgb[c] - grey) * ratio;
      }
    }
  }
}
