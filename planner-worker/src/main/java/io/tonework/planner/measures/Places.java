package io.tonework.planner.measures;

import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.imaging.pixels.RgbImage;

/** The points of a photo that are measured. */
final class Places {
  /** How many, at most. */
  static final int MOST = 4096;

  private Places() {}

  /** Colours at the points of a regular grid, {@code float[n * 3]}, encoded sRGB, 0..1. */
  static float[] of(RgbImage photo) {
    int step =
        Math.max(1, (int) Math.ceil(Math.sqrt((double) photo.width() * photo.height() / MOST)));
    int across = (photo.width() + step - 1) / step;
    int down = (photo.height() + step - 1) / step;
    float[] places = new float[across * down * 3];
    int at = 0;
    for (int y = 0; y < photo.height(); y += step) {
      for (int x = 0; x < photo.width(); x += step) {
        int from = (y * photo.width() + x) * 3;
        for (int c = 0; c < 3; c++) {
          places[at++] = (photo.rgb()[from + c] & 0xff) / 255f;
        }
      }
    }
    return places;
  }

  /** The same points after a plan. */
  static Pixels after(RgbFunction map, float[] places) {
    float[] out = new float[places.length];
    map.map(places, out, places.length / 3);
    return Pixels.of(out);
  }
}
