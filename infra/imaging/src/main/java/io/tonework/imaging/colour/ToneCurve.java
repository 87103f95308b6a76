package io.tonework.imaging.colour;

import io.tonework.imaging.fault.CorruptImage;
import java.util.Arrays;

/**
 * A tone reproduction curve: encoded value to linear light, rising, both nominally 0..1. Immutable
 * and thread-safe.
 */
public sealed interface ToneCurve {
  /** Linear light of an encoded value. Negative values mirror positive ones. */
  double toLinear(double encoded);

  /** Encoded value of linear light: the inverse. */
  double toEncoded(double linear);

  /** The curve of sRGB (IEC 61966-2-1). */
  ToneCurve SRGB = new Parametric(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045, 0, 0);

  /** A plain power, such as 2.2. */
  static ToneCurve gamma(double exponent) {
    return new Parametric(exponent, 1, 0, 0, 0, 0, 0);
  }

  /**
   * ICC parametric curve type 4 (ICC.1:2022, 10.18): {@code (a x + b)^g + e} from d on, {@code c x
   * + f} below. Beyond 1 the power goes on, so values outside 0..1 keep their meaning.
   */
  record Parametric(double g, double a, double b, double c, double d, double e, double f)
      implements ToneCurve {
    /** Checks that the curve rises, since it must be inverted. */
    public Parametric {
      if (!(g > 0) || !(a > 0) || !(d >= 0) || !(c >= 0)) {
        throw new CorruptImage("the profile's tone curve does not rise");
      }
    }

    @Override
    public double toLinear(double encoded) {
      double x = Math.abs(encoded);
      double y = x >= d ? Math.pow(Math.max(0, a * x + b), g) + e : c * x + f;
      return Math.copySign(y, encoded);
    }

    @Override
    public double toEncoded(double linear) {
      double y = Math.abs(linear);
      double knee = Math.pow(Math.max(0, a * d + b), g) + e;
      double x =
          y >= knee || c == 0
              ? (Math.pow(Math.max(0, y - e), 1 / g) - b) / a
              : Math.max(0, (y - f) / c);
      return Math.copySign(x, linear);
    }
  }

  /** Evenly spaced samples from 0 to 1, interpolated; beyond 1 the last slope goes on. */
  final class Sampled implements ToneCurve {
    private final double[] samples;

    /**
     * Takes the samples.
     *
     * @param samples linear light, at least two, from low to high; copied
     */
    public Sampled(double[] samples) {
      this.samples = samples.clone();
      for (int i = 1; i < samples.length; i++) {
        if (samples[i] < samples[i - 1]) {
          throw new CorruptImage("the profile's tone curve falls at sample " + i);
        }
      }
      if (samples.length < 2 || samples[samples.length - 1] <= samples[0]) {
        throw new CorruptImage("the profile's tone curve is flat");
      }
    }

    @Override
    public double toLinear(double encoded) {
      double x = Math.abs(encoded) * (samples.length - 1);
      int i = (int) Math.min(x, samples.length - 2);
      double y = samples[i] + (x - i) * (samples[i + 1] - samples[i]);
      return Math.copySign(y, encoded);
    }

    @Override
    public double toEncoded(double linear) {
      double y = Math.abs(linear);
      int found = Arrays.binarySearch(samples, y);
      int i = Math.clamp(found >= 0 ? found : -found - 2, 0, samples.length - 2);
      double rise = samples[i + 1] - samples[i];
      double x = rise > 0 ? i + (y - samples[i]) / rise : i;
      return Math.copySign(x / (samples.length - 1), linear);
    }
  }
}
