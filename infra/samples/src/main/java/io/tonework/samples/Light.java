package io.tonework.samples;

/** Colours as linear light, {@code float[3]}. */
final class Light {
  private Light() {}

  /** Linear light of an sRGB colour such as {@code 0xE0B090}. */
  static float[] of(int srgb) {
    return new float[] {
      linear((srgb >> 16 & 0xFF) / 255f),
      linear((srgb >> 8 & 0xFF) / 255f),
      linear((srgb & 0xFF) / 255f)
    };
  }

  static float[] of(int srgb, float factor) {
    float[] light = of(srgb);
    for (int c = 0; c < 3; c++) {
      light[c] *= factor;
    }
    return light;
  }

  /** Between two colours; the share is clamped to 0..1. */
  static void mix(float[] a, float[] b, float share, float[] out) {
    float t = Math.clamp(share, 0f, 1f);
    for (int c = 0; c < 3; c++) {
      out[c] = a[c] + t * (b[c] - a[c]);
    }
  }

  static void scale(float[] light, float factor) {
    for (int c = 0; c < 3; c++) {
      light[c] *= factor;
    }
  }

  static float linear(float encoded) {
    return encoded <= 0.04045f
        ? encoded / 12.92f
        : (float) Math.pow((encoded + 0.055) / 1.055, 2.4);
  }

  static float encoded(float linear) {
    return linear <= 0.0031308f
        ? 12.92f * linear
        : (float) (1.055 * Math.pow(linear, 1 / 2.4) - 0.055);
  }

  /** 0 below the first edge, 1 above the second, smooth between. */
  static float smooth(float from, float to, float value) {
    float t = Math.clamp((value - from) / (to - from), 0f, 1f);
    return t * t * (3 - 2 * t);
  }
}
