package io.tonework.planner.measures;

import io.tonework.planner.claims.HueBand;
import io.tonework.planner.tables.Numbers;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The colours of a photo.
 *
 * @param chroma mean C* of all pixels
 * @param greyShare share of the pixels that are nearly grey, 0..1
 * @param greyA mean a* of those
 * @param greyB mean b* of those
 * @param hues what each colour fills; only colours that occur
 */
public record Colours(
    double chroma, double greyShare, double greyA, double greyB, Map<HueBand, Fill> hues) {
  /** A colour that fills less is not in the picture, as far as words go. */
  public static final double SMALLEST_SHARE = Numbers.of("smallest_share");

  private static final double NEARLY_GREY_CHROMA = Numbers.of("nearly_grey_chroma");
  private static final double NEARLY_GREY_ABOVE = Numbers.of("nearly_grey_above");
  private static final double NEARLY_GREY_BELOW = Numbers.of("nearly_grey_below");
  private static final double ENOUGH_GREY = Numbers.of("enough_grey");

  /**
   * What one colour fills.
   *
   * @param share of all pixels, 0..1
   * @param chroma mean C* of its pixels
   */
  public record Fill(double share, double chroma) {}

  static Colours of(Pixels pixels) {
    double[] shares = new double[HueBand.values().length];
    double[] chromas = new double[shares.length];
    double chromaSum = 0;
    double aSum = 0;
    double bSum = 0;
    int grey = 0;
    for (int i = 0; i < pixels.count(); i++) {
      double chroma = pixels.chroma(i);
      chromaSum += chroma;
      if (chroma < NEARLY_GREY_CHROMA
          && pixels.lightness(i) > NEARLY_GREY_ABOVE
          && pixels.lightness(i) < NEARLY_GREY_BELOW) {
        grey++;
        aSum += pixels.a(i);
        bSum += pixels.b(i);
      }
      if (pixels.isColoured(i)) {
        int band = HueBand.ofDegrees(pixels.hueDegrees(i)).ordinal();
        shares[band]++;
        chromas[band] += chroma;
      }
    }
    EnumMap<HueBand, Fill> hues = new EnumMap<>(HueBand.class);
    for (HueBand band : HueBand.values()) {
      double pixelsOfBand = shares[band.ordinal()];
      if (pixelsOfBand > 0) {
        hues.put(
            band, new Fill(pixelsOfBand / pixels.count(), chromas[band.ordinal()] / pixelsOfBand));
      }
    }
    return new Colours(
        chromaSum / pixels.count(),
        (double) grey / pixels.count(),
        grey == 0 ? 0 : aSum / grey,
        grey == 0 ? 0 : bSum / grey,
        hues);
  }

  /**
   * The cast over what should be grey.
   *
   * @param chroma distance from neutral, in units of C*
   */
  public record Cast(CastColour colour, double chroma) {}

  /** By its direction in the a*, b* plane. */
  public enum CastColour {
    WARM,
    COOL,
    MAGENTA,
    GREEN
  }

  /** The cast; of no chroma where there is too little grey to tell. */
  public Cast cast() {
    CastColour colour;
    if (Math.abs(greyB) >= Math.abs(greyA)) {
      colour = greyB > 0 ? CastColour.WARM : CastColour.COOL;
    } else {
      colour = greyA > 0 ? CastColour.MAGENTA : CastColour.GREEN;
    }
    return new Cast(colour, greyShare >= ENOUGH_GREY ? Math.hypot(greyA, greyB) : 0);
  }

  public double share(HueBand band) {
    Fill fill = hues.get(band);
    return fill == null ? 0 : fill.share();
  }

  /** Colours that fill at least that share, the largest first. */
  public List<HueBand> filling(double share) {
    return hues.entrySet().stream()
        .filter(entry -> entry.getValue().share() >= share)
        .sorted(
            Comparator.comparingDouble(
                (Map.Entry<HueBand, Fill> entry) -> -entry.getValue().share()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
