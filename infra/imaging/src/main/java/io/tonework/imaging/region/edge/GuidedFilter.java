package io.tonework.imaging.region.edge;

import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.region.SoftMask;

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
 * <p>Only those parts of the grid are fitted in which a window can meet a border of the mask.
 * Immutable and thread-safe.
 */
public final class GuidedFilter {
  /** Longer side of the small copy of the photo. */
  public static final int GUIDE_SIDE = 768;

  /** Radius of a window as a part of the longer side: masks are wrong by about half of it. */
  private static final double RADIUS = 0.011;

  /** How little the pixels count of which the mask is not sure. */
  private static final float LEAST_TRUST = 0.02f;

  private final RgbImage guide;
  private final int width;
  private final int height;
  private final int radius;

  /**
   * Prepares the fit to a photo.
   *
   * @param guide a small upright copy whose numbers are those of the photo, not converted
   */
  public GuidedFilter(RgbImage guide) {
    this.guide = guide;
    width = guide.width();
    height = guide.height();
    radius = (int) Math.max(2, Math.round(Math.max(width, height) * RADIUS));
  }

  /** The mask, fitted. */
  public WeightField fit(SoftMask mask) {
    float[] wanted = mask.resampled(width, height);
    byte[] kind = kinds(wanted);
    float[][] planes = new float[4][wanted.length];
    for (MixedArea area : MixedArea.of(kind, width, height)) {
      fit(wanted, area, planes);
    }
    return new WeightField(width, height, planes[0], planes[1], planes[2], planes[3], kind);
  }

  /** Fits an area, with what its windows and the windows of those reach around it. */
  private void fit(float[] wanted, MixedArea area, float[][] planes) {
    MixedArea whole = area.grown(2 * radius, width, height);
    int count = whole.width() * whole.height();
    float[] mask = new float[count];
    float[] trust = new float[count];
    float[] red = new float[count];
    float[] green = new float[count];
    float[] blue = new float[count];
    for (int i = 0; i < count; i++) {
      int at = (whole.top() + i / whole.width()) * width + whole.left() + i % whole.width();
      float sure = 2 * wanted[at] - 1;
      mask[i] = wanted[at];
      trust[i] = LEAST_TRUST + (1 - LEAST_TRUST) * sure * sure;
      red[i] = (guide.rgb()[at * 3] & 0xFF) / 255f;
      green[i] = (guide.rgb()[at * 3 + 1] & 0xFF) / 255f;
      blue[i] = (guide.rgb()[at * 3 + 2] & 0xFF) / 255f;
    }
    BoxSum box = new BoxSum(whole.width(), whole.height(), radius);
    float[][] solved = new WindowMoments(box, trust, mask, red, green, blue).solve();
    for (int plane = 0; plane < solved.length; plane++) {
      float[] averaged = red;
      box.mean(solved[plane], averaged);
      for (int y = area.top(); y < area.bottom(); y++) {
        int from = (y - whole.top()) * whole.width() + area.left() - whole.left();
        int to = y * width + area.left();
        System.arraycopy(averaged, from, planes[plane], to, area.width());
      }
    }
  }

  /** Where every window that reaches a pixel has a mask of one value, the weight is that value. */
  private byte[] kinds(float[] wanted) {
    byte[] inside = new byte[wanted.length];
    byte[] outside = new byte[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      inside[i] = (byte) (wanted[i] > 0 ? 1 : 0);
      outside[i] = (byte) (wanted[i] < 1 ? 1 : 0);
    }
    // one more than two windows, since coefficients are interpolated
    int reach = 2 * radius + 1;
    byte[] nearInside = Neighbourhood.of(inside, width, height, reach);
    byte[] nearOutside = Neighbourhood.of(outside, width, height, reach);
    byte[] kind = new byte[wanted.length];
    for (int i = 0; i < kind.length; i++) {
      kind[i] =
          nearInside[i] == 0
              ? WeightField.OUTSIDE
              : nearOutside[i] == 0 ? WeightField.INSIDE : WeightField.MIXED;
    }
    return kind;
  }
}
