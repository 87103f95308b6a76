package io.tonework.models.eye;

import io.tonework.imaging.pixels.RgbImage;

/**
 * Area resize: each output pixel is the mean of the source area that it covers, pixels on the edge
 * counted by the part that lies inside, on sRGB-encoded values. Along rows first, then along
 * columns.
 */
final class Resize {
  private Resize() {}

  /**
   * Resizes to any size and aspect ratio.
   *
   * @return {@code float[3 * height * width]}, planes R, G, B, 0..1
   */
  static float[] toPlanes(RgbImage photo, int width, int height) {
    Cover across = Cover.of(photo.width(), width);
    Cover down = Cover.of(photo.height(), height);
    float[] narrowed = narrow(photo, across, width);
    float[] planes = new float[3 * height * width];
    for (int y = 0; y < height; y++) {
      for (int tap = 0; tap < down.weights[y].length; tap++) {
        float weight = down.weights[y][tap] / 255f;
        int from = (down.firsts[y] + tap) * width * 3;
        for (int x = 0; x < width; x++) {
          for (int c = 0; c < 3; c++) {
            planes[(c * height + y) * width + x] += weight * narrowed[from + x * 3 + c];
          }
        }
      }
    }
    return planes;
  }

  /** Rows at the new width: {@code float[photo.height * width * 3]}, 0..255. */
  private static float[] narrow(RgbImage photo, Cover across, int width) {
    byte[] rgb = photo.rgb();
    float[] narrowed = new float[photo.height() * width * 3];
    for (int y = 0; y < photo.height(); y++) {
      for (int x = 0; x < width; x++) {
        int from = (y * photo.width() + across.firsts[x]) * 3;
        int to = (y * width + x) * 3;
        for (int tap = 0; tap < across.weights[x].length; tap++) {
          float weight = across.weights[x][tap];
          for (int c = 0; c < 3; c++) {
            narrowed[to + c] += weight * (rgb[from + tap * 3 + c] & 0xff);
          }
        }
      }
    }
    return narrowed;
  }

  /** The source pixels under each target pixel, and how much of each; weights add up to 1. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Cover(int[] firsts, float[][] weights) {
    static Cover of(int source, int target) {
      double scale = (double) source / target;
      int[] firsts = new int[target];
      float[][] weights = new float[target][];
      for (int i = 0; i < target; i++) {
        double start = i * scale;
        double end = start + scale;
        int first = Math.min((int) start, source - 1);
        int last = Math.clamp((int) Math.ceil(end) - 1, first, source - 1);
        firsts[i] = first;
        weights[i] = new float[last - first + 1];
        for (int pixel = first; pixel <= last; pixel++) {
          double covered = Math.min(end, pixel + 1) - Math.max(start, pixel);
          weights[i][pixel - first] = (float) (covered / scale);
        }
      }
      return new Cover(firsts, weights);
    }
  }
}
