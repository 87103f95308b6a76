package io.tonework.imaging.colour;

import io.tonework.imaging.RgbFunction;

/**
 * A map on sRGB carried over to another RGB space. A colour that sRGB cannot show is mapped as the
 * nearest one that it can, channel by channel, and what was cut off is added again: colours inside
 * sRGB get exactly the map, colours outside keep their excess, and the identity stays the identity.
 */
public final class CarriedMap implements RgbFunction {
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
    float[] inside = new float[points * 3];
    float[] mapped = new float[points * 3];
    double[] excess = new double[points * 3];
    double[] colour = new double[3];
    for (int p = 0; p < points * 3; p += 3) {
      for (int c = 0; c < 3; c++) {
        colour[c] = rgb[p + c];
      }
      space.toSrgb(colour);
      for (int c = 0; c < 3; c++) {
        inside[p + c] = (float) Math.clamp(colour[c], 0, 1);
        excess[p + c] = colour[c] - inside[p + c];
      }
    }
    map.map(inside, mapped, points);
    for (int p = 0; p < points * 3; p += 3) {
      for (int c = 0; c < 3; c++) {
        colour[c] = mapped[p + c] + excess[p + c];
      }
      space.fromSrgb(colour);
      for (int c = 0; c < 3; c++) {
        out[p + c] = (float) colour[c];
      }
    }
  }
}
