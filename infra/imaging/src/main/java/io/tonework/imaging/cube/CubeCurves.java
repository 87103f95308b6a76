package io.tonework.imaging.cube;

import io.tonework.imaging.lattice.RgbFunction;

/**
 * A one-dimensional table: a curve for each channel, interpolated linearly. Immutable and
 * thread-safe.
 *
 * @param domain the inputs of the first and last entry
 * @param rgb {@code float[entries * 3]}, interleaved; owned by this record
 */
@SuppressWarnings("ArrayRecordComponent") // the table stays in this package
record CubeCurves(CubeDomain domain, float[] rgb) implements RgbFunction {
  @Override
  public void map(float[] colours, float[] out, int points) {
    int last = rgb.length / 3 - 1;
    for (int i = 0; i < points * 3; i++) {
      int channel = i % 3;
      float at = domain.position(colours[i], channel) * last;
      int below = Math.min((int) at, last - 1);
      float low = rgb[below * 3 + channel];
      float high = rgb[below * 3 + 3 + channel];
      float part = at - below;
      // not low + part * (high - low), whose difference can overflow
      out[i] = (1 - part) * low + part * high;
    }
  }
}
