package io.tonework.samples;

/** What went wrong when the picture was taken, applied to the light of the scene. */
public enum CaptureFault {
  /** Nothing. */
  NONE(1, 1, 1, 1, 0, 0.008f),
  /** Two and a third stops too dark, with the grain that comes with it. */
  UNDER_EXPOSED(0.20f, 1, 1, 1, 0, 0.014f),
  /** One and a half stops too bright: highlights are gone. */
  OVER_EXPOSED(2.8f, 1, 1, 1, 0, 0.006f),
  /** Tungsten light, daylight balance. */
  WARM_CAST(0.95f, 1.32f, 1, 0.56f, 0, 0.008f),
  /** Open shade, tungsten balance. */
  COOL_CAST(0.95f, 0.68f, 0.97f, 1.42f, 0, 0.008f),
  /** Fluorescent tubes. */
  GREEN_CAST(0.95f, 0.88f, 1.16f, 0.84f, 0, 0.008f),
  /** Haze and veiling glare: no blacks, no colour. */
  FLAT(0.8f, 1, 1, 1.03f, 0.6f, 0.007f);

  /** Factor on all light. */
  final float exposure;

  /** Factors on red, green and blue light. */
  final float red;

  final float green;
  final float blue;

  /** 0 keeps the contrast, 1 leaves none. */
  final float haze;

  /** Standard deviation of the sensor's noise, in encoded units. */
  final float grain;

  CaptureFault(float exposure, float red, float green, float blue, float haze, float grain) {
    this.exposure = exposure;
    this.red = red;
    this.green = green;
    this.blue = blue;
    this.haze = haze;
    this.grain = grain;
  }
}
