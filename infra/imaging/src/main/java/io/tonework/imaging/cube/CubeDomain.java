package io.tonework.imaging.cube;

/**
 * The inputs that the first and the last entry of a table stand for, by channel. Immutable.
 *
 * @param low {@code float[3]}, red, green, blue; owned by this record
 * @param high {@code float[3]}, each above {@code low}
 */
@SuppressWarnings("ArrayRecordComponent") // three numbers that stay in this package
record CubeDomain(float[] low, float[] high) {
  /** 0..1 in every channel. */
  static CubeDomain unit() {
    return new CubeDomain(new float[] {0, 0, 0}, new float[] {1, 1, 1});
  }

  /** Where an input lies between the first entry, 0, and the last, 1; beyond them at the nearer. */
  float position(float value, int channel) {
    return Math.clamp((value - low[channel]) / (high[channel] - low[channel]), 0f, 1f);
  }

  /** True when inputs are positions already. */
  boolean isUnit() {
    return low[0] == 0
        && low[1] == 0
        && low[2] == 0
        && high[0] == 1
        && high[1] == 1
        && high[2] == 1;
  }
}
