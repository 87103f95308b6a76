package io.tonework.samples;

/** Box blur by running sums; three passes look like a lens out of focus. */
final class Blur {
  private Blur() {}

  /** Blurs in place: interleaved channels, edges repeated. */
  static void box(float[] data, int width, int height, int channels, int radius) {
    float[] line = new float[Math.max(width, height)];
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < height; y++) {
        line(data, y * width * channels + c, channels, width, radius, line);
      }
      for (int x = 0; x < width; x++) {
        line(data, x * channels + c, width * channels, height, radius, line);
      }
    }
  }

  private static void line(float[] data, int start, int step, int count, int radius, float[] line) {
    for (int i = 0; i < count; i++) {
      line[i] = data[start + i * step];
    }
    float sum = line[0] * (radius + 1);
    for (int i = 1; i <= radius; i++) {
      sum += line[Math.min(i, count - 1)];
    }
    float scale = 1f / (2 * radius + 1);
    for (int i = 0; i < count; i++) {
      data[start + i * step] = sum * scale;
      sum += line[Math.min(i + radius + 1, count - 1)] - line[Math.max(i - radius, 0)];
    }
  }
}
