package io.tonework.imaging.compiled;

/**
 * What a renderer of the known form reads from its latents: channel gains, levels of each channel,
 * a tone curve, chroma, and a table over hue, applied in this order. All zeros change nothing. See
 * ADR 0245 for the form.
 *
 * @param balance logarithms of the gains of R, G and B, {@code double[3]}
 * @param levels Chebyshev coefficients of what is added to each channel, at most {@link #TERMS}
 * @param tone Chebyshev coefficients of the gain over luma, at most {@link #TERMS}
 * @param chroma change of chroma of all colours, of dull ones, and of dull ones near skin, {@code
 *     double[3]}
 * @param hues turn, chroma and luminance at evenly spaced hues from red on, {@code double[3 * n]}
 * @param hueSharpness concentration of the windows around those hues
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record MapParameters(
    double[] balance,
    double[] levels,
    double[] tone,
    double[] chroma,
    double[] hues,
    double hueSharpness) {
  /** Most terms of a polynomial. */
  public static final int TERMS = 14;

  /** Checks the sizes. */
  public MapParameters {
    if (balance.length != 3
        || chroma.length != 3
        || levels.length > TERMS
        || tone.length > TERMS
        || hues.length < 3
        || hues.length % 3 != 0) {
      throw new IllegalArgumentException(
          "%d gains, %d and %d terms, %d amounts of chroma and %d values over hue are not of the form"
              .formatted(balance.length, levels.length, tone.length, chroma.length, hues.length));
    }
  }
}
