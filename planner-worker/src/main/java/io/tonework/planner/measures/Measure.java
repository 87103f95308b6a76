package io.tonework.planner.measures;

/** What a fact may be about: one number of a photo. */
public enum Measure {
  /** L* of the middle tone. */
  MEDIAN(Unit.LIGHTNESS),
  /** Distance between {@link #LOW} and {@link #HIGH}. */
  SPREAD(Unit.LIGHTNESS),
  /** L* of the darkest tones that count for the spread. */
  LOW(Unit.LIGHTNESS),
  /** L* of the brightest tones that count for the spread. */
  HIGH(Unit.LIGHTNESS),
  /** L* that a hundredth of the picture lies below. */
  DARKEST(Unit.LIGHTNESS),
  /** L* that a hundredth of the picture lies above. */
  BRIGHTEST(Unit.LIGHTNESS),
  /** Share of the pixels that are black in every channel. */
  BLACK_SHARE(Unit.SHARE),
  /** Share of the pixels that are white in every channel. */
  WHITE_SHARE(Unit.SHARE),
  /** Mean C*. */
  CHROMA(Unit.CHROMA),
  /** Share of the pixels that are nearly grey. */
  GREY_SHARE(Unit.SHARE),
  /** Distance of what should be grey from neutral, where it is warm; else 0. */
  WARM_CAST(Unit.CHROMA),
  /** The same where it is cool. */
  COOL_CAST(Unit.CHROMA),
  /** The same towards magenta. */
  MAGENTA_CAST(Unit.CHROMA),
  /** The same towards green. */
  GREEN_CAST(Unit.CHROMA);

  /** What a number counts. */
  public enum Unit {
    /** L*, 0..100. */
    LIGHTNESS,
    /** Of all pixels, 0..1. */
    SHARE,
    /** C*. */
    CHROMA
  }

  private final Unit unit;

  Measure(Unit unit) {
    this.unit = unit;
  }

  /** What it counts. */
  public Unit unit() {
    return unit;
  }

  /** The number of a photo. */
  public double of(Observation photo) {
    Tones tones = photo.tones();
    Colours colours = photo.colours();
    return switch (this) {
      case MEDIAN -> tones.percentile(0.5);
      case SPREAD -> tones.spread();
      case LOW -> tones.low();
      case HIGH -> tones.high();
      case DARKEST -> tones.percentile(0.01);
      case BRIGHTEST -> tones.percentile(0.99);
      case BLACK_SHARE -> tones.blackShare();
      case WHITE_SHARE -> tones.whiteShare();
      case CHROMA -> colours.chroma();
      case GREY_SHARE -> colours.greyShare();
      case WARM_CAST -> cast(colours, Colours.CastColour.WARM);
      case COOL_CAST -> cast(colours, Colours.CastColour.COOL);
      case MAGENTA_CAST -> cast(colours, Colours.CastColour.MAGENTA);
      case GREEN_CAST -> cast(colours, Colours.CastColour.GREEN);
    };
  }

  private static double cast(Colours colours, Colours.CastColour colour) {
    Colours.Cast cast = colours.cast();
    return cast.colour() == colour ? cast.chroma() : 0;
  }
}
