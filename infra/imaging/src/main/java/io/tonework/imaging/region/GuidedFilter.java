package io.tonework.imaging.region;

import io.tonework.imaging.RgbImage;
import java.util.Arrays;

/**
 * Fits soft masks to the edges of a photo: the guided filter with a colour guide (K. He, J. Sun, X.
 * Tang, "Guided Image Filtering", PAMI 35(6), 2013, eq. 14 and 15), its linear coefficients found
 * on a small copy of the photo and applied at full resolution (K. He, J. Sun, "Fast Guided Filter",
 * 2015).
 *
 * <p>Two things are added, since masks are wrong where it matters most. Pixels that the mask is not
 * sure of count little in the fit: what a blurred border says is found from the colours on both
 * sides. And where a window holds both inside and outside, the line is made steeper around one half
 * as far as the mask in it is two-valued, so that a few pixels on the wrong side leave no veil; a
 * gradient that is soft on purpose is one-valued in every window and stays as it is.
 *
 * <p>Immutable and thread-safe.
 */
final class GuidedFilter {
  /** Longer side of the small copy of the photo. */
  static final int GUIDE_SIDE = 768;

  /** Radius of a window as a part of the longer side: masks are wrong by about half of it. */
  private static final double RADIUS = 0.011;

  /** Variance of a colour channel that counts as flat: (5 levels of 255)^2. */
  private static final float EPSILON = 4e-4f;

  /** How little the pixels count of which the mask is not sure. */
  private static final float LEAST_TRUST = 0.02f;

  /** How much steeper the line becomes in a window whose mask is two-valued. */
  private static final float STEEPER = 1.0f;

  private final int width;
  private final int height;
  private final int radius;
  private final float[] red;
  private final float[] green;
  private final float[] blue;

  /**
   * Prepares the fit to a photo.
   *
   * @param guide a small upright copy whose numbers are those of the photo, not converted
   */
  GuidedFilter(RgbImage guide) {
    width = guide.width();
    height = guide.height();
    radius = (int) Math.max(2, Math.round(Math.max(width, height) * RADIUS));
    int count = width * height;
    red = new float[count];
    green = new float[count];
    blue = new float[count];
    for (int i = 0; i < count; i++) {
      red[i] = (guide.rgb()[i * 3] & 0xFF) / 255f;
      green[i] = (guide.rgb()[i * 3 + 1] & 0xFF) / 255f;
      blue[i] = (guide.rgb()[i * 3 + 2] & 0xFF) / 255f;
    }
  }

  /** The mask, fitted. */
  WeightField fit(SoftMask mask) {
    float[] wanted = mask.resampled(width, height);
    byte[] kind = kinds(wanted);
    int count = width * height;
    float[] trust = new float[count];
    for (int i = 0; i < count; i++) {
      float sure = 2 * wanted[i] - 1;
      trust[i] = LEAST_TRUST + (1 - LEAST_TRUST) * sure * sure;
    }
    BoxSum box = new BoxSum(width, height, radius);
    Moments moments = new Moments(box, trust, wanted);
    float[] a = new float[count];
    float[] b = new float[count];
    float[] c = new float[count];
    float[] offset = new float[count];
    moments.solve(a, b, c, offset);
    float[] scratch = moments.spare();
    return new WeightField(
        width,
        height,
        averaged(box, a, scratch),
        averaged(box, b, a),
        averaged(box, c, b),
        averaged(box, offset, c),
        kind);
  }

  private static float[] averaged(BoxSum box, float[] plane, float[] into) {
    box.mean(plane, into);
    return into;
  }

  /** Where every window that reaches a pixel has a mask of one value, the weight is that value. */
  private byte[] kinds(float[] wanted) {
    float[] outside = new float[wanted.length];
    float[] inside = new float[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      outside[i] = wanted[i] == 0 ? 1 : 0;
      inside[i] = wanted[i] == 1 ? 1 : 0;
    }
    // whole numbers: the sums are exact; one more, since coefficients are interpolated
    BoxSum reach = new BoxSum(width, height, 2 * radius + 1);
    float[] share = new float[wanted.length];
    byte[] kind = new byte[wanted.length];
    Arrays.fill(kind, WeightField.MIXED);
    reach.mean(outside, share);
    for (int i = 0; i < kind.length; i++) {
      kind[i] = share[i] >= 0.99999f ? WeightField.OUTSIDE : kind[i];
    }
    reach.mean(inside, share);
    for (int i = 0; i < kind.length; i++) {
      kind[i] = share[i] >= 0.99999f ? WeightField.INSIDE : kind[i];
    }
    return kind;
  }

  /** Weighted means of guide and mask over all windows, and of their products. */
  private final class Moments {
    private final BoxSum box;
    private final float[] trust;
    private final float[] product = new float[width * height];
    private final float[] t;
    private final float[] p;
    private final float[] pp;
    private final float[] r;
    private final float[] g;
    private final float[] b;
    private final float[] rr;
    private final float[] rg;
    private final float[] rb;
    private final float[] gg;
    private final float[] gb;
    private final float[] bb;
    private final float[] rp;
    private final float[] gp;
    private final float[] bp;

    Moments(BoxSum box, float[] trust, float[] wanted) {
      this.box = box;
      this.trust = trust;
      t = new float[trust.length];
      box.mean(trust, t);
      p = mean(wanted);
      pp = mean(wanted, wanted);
      r = mean(red);
      g = mean(green);
      b = mean(blue);
      rr = mean(red, red);
      rg = mean(red, green);
      rb = mean(red, blue);
      gg = mean(green, green);
      gb = mean(green, blue);
      bb = mean(blue, blue);
      rp = mean(red, wanted);
      gp = mean(green, wanted);
      bp = mean(blue, wanted);
    }

    private float[] mean(float[] plane) {
      for (int i = 0; i < product.length; i++) {
        product[i] = trust[i] * plane[i];
      }
      return mean0();
    }

    private float[] mean(float[] one, float[] other) {
      for (int i = 0; i < product.length; i++) {
        product[i] = trust[i] * one[i] * other[i];
      }
      return mean0();
    }

    private float[] mean0() {
      float[] out = new float[product.length];
      box.mean(product, out);
      for (int i = 0; i < out.length; i++) {
        out[i] /= t[i];
      }
      return out;
    }

    /** A plane that is not needed any more. */
    float[] spare() {
      return product;
    }

    /**
     * Eq. 14 and 15: {@code a = (covariance of the guide + epsilon)^-1 covariance with the mask} by
     * Cramer's rule, and the offset that goes through the means.
     */
    void solve(float[] a, float[] b1, float[] c, float[] offset) {
      for (int i = 0; i < a.length; i++) {
        float vrr = rr[i] - r[i] * r[i] + EPSILON;
        float vrg = rg[i] - r[i] * g[i];
        float vrb = rb[i] - r[i] * b[i];
        float vgg = gg[i] - g[i] * g[i] + EPSILON;
        float vgb = gb[i] - g[i] * b[i];
        float vbb = bb[i] - b[i] * b[i] + EPSILON;
        float cr = rp[i] - r[i] * p[i];
        float cg = gp[i] - g[i] * p[i];
        float cb = bp[i] - b[i] * p[i];
        float irr = vgg * vbb - vgb * vgb;
        float irg = vrb * vgb - vrg * vbb;
        float irb = vrg * vgb - vrb * vgg;
        float igg = vrr * vbb - vrb * vrb;
        float igb = vrb * vrg - vrr * vgb;
        float ibb = vrr * vgg - vrg * vrg;
        float inverse = 1 / (vrr * irr + vrg * irg + vrb * irb);
        float gain = 1 + STEEPER * twoValued(p[i], pp[i]);
        float scale = inverse * gain;
        a[i] = (irr * cr + irg * cg + irb * cb) * scale;
        b1[i] = (irg * cr + igg * cg + igb * cb) * scale;
        c[i] = (irb * cr + igb * cg + ibb * cb) * scale;
        offset[i] = (p[i] - 0.5f) * gain + 0.5f - a[i] * r[i] - b1[i] * g[i] - c[i] * b[i];
      }
    }

    /** 1 for a mask of zeros and ones only, 0 for one of equal values. */
    private static float twoValued(float mean, float meanOfSquares) {
      float most = mean * (1 - mean);
      return most < 1e-4f ? 0 : Math.clamp((meanOfSquares - mean * mean) / most, 0f, 1f);
    }
  }
}
