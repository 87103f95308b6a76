package io.tonework.imaging.region.edge;

/**
 * Weighted means of a guide and a mask over all windows of a plane, and of their products: what the
 * linear coefficients of a guided filter are solved from. Not thread-safe.
 */
final class WindowMoments {
  /** Variance of a colour channel that counts as flat: (5 levels of 255)^2. */
  private static final float EPSILON = 4e-4f;

  /** How much steeper the line becomes in a window whose mask is two-valued. */
  private static final float STEEPER = 1.0f;

  private final BoxSum box;
  private final float[] trust;
  private final float[] product;
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

  /**
   * Takes the means; all planes are of the box's size, 0..1.
   *
   * @param trust how much a point counts, above 0
   * @param wanted the mask
   */
  WindowMoments(
      BoxSum box, float[] trust, float[] wanted, float[] red, float[] green, float[] blue) {
    this.box = box;
    this.trust = trust;
    product = new float[trust.length];
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
    return meanOfProduct();
  }

  private float[] mean(float[] one, float[] other) {
    for (int i = 0; i < product.length; i++) {
      product[i] = trust[i] * one[i] * other[i];
    }
    return meanOfProduct();
  }

  private float[] meanOfProduct() {
    float[] out = new float[product.length];
    box.mean(product, out);
    for (int i = 0; i < out.length; i++) {
      out[i] /= t[i];
    }
    return out;
  }

  /**
   * Eq. 14 and 15: {@code a = (covariance of the guide + epsilon)^-1 covariance with the mask} by
   * Cramer's rule, and the offset that goes through the means.
   *
   * @return the coefficients of red, green and blue and the offset, a plane each
   */
  float[][] solve() {
    float[] ofRed = new float[p.length];
    float[] ofGreen = new float[p.length];
    float[] ofBlue = new float[p.length];
    float[] offset = new float[p.length];
    for (int i = 0; i < p.length; i++) {
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
      ofRed[i] = (irr * cr + irg * cg + irb * cb) * scale;
      ofGreen[i] = (irg * cr + igg * cg + igb * cb) * scale;
      ofBlue[i] = (irb * cr + igb * cg + ibb * cb) * scale;
      offset[i] =
          (p[i] - 0.5f) * gain + 0.5f - ofRed[i] * r[i] - ofGreen[i] * g[i] - ofBlue[i] * b[i];
    }
    return new float[][] {ofRed, ofGreen, ofBlue, offset};
  }

  /** 1 for a mask of zeros and ones only, 0 for one of equal values. */
  private static float twoValued(float mean, float meanOfSquares) {
    float most = mean * (1 - mean);
    return most < 1e-4f ? 0 : Math.clamp((meanOfSquares - mean * mean) / most, 0f, 1f);
  }
}
