package io.tonework.samples;

/** Seeded value noise, alone and in octaves. Immutable and thread-safe. */
final class Noise {
  private static final int SIDE = 256;

  private final float[] values = new float[SIDE * SIDE];

  Noise(long seed) {
    long state = seed * 0x9E3779B97F4A7C15L + 0x1234567;
    for (int i = 0; i < values.length; i++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      values[i] = (state >>> 40) / (float) (1 << 24);
    }
  }

  /** Smooth noise with one bump a unit, 0..1. */
  float at(float x, float y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    float fx = x - left;
    float fy = y - top;
    fx = fx * fx * (3 - 2 * fx);
    fy = fy * fy * (3 - 2 * fy);
    int row = (top & SIDE - 1) * SIDE;
    int next = (top + 1 & SIDE - 1) * SIDE;
    int column = left & SIDE - 1;
    int right = left + 1 & SIDE - 1;
    float upper = values[row + column] + fx * (values[row + right] - values[row + column]);
    float lower = values[next + column] + fx * (values[next + right] - values[next + column]);
    return upper + fy * (lower - upper);
  }

  /** Octaves of noise, each twice as fine and half as strong, 0..1. */
  float octaves(float x, float y, int count) {
    float sum = 0;
    float weight = 0.5f;
    float total = 0;
    for (int i = 0; i < count; i++) {
      sum += weight * at(x, y);
      total += weight;
      weight *= 0.5f;
      // turning the grid hides it
      float turned = x * 1.6f - y * 1.2f + 7.3f;
      y = x * 1.2f + y * 1.6f + 3.1f;
      x = turned;
    }
    return sum / total;
  }
}
