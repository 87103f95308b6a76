package io.tonework.imaging.file.metadata;

import java.util.List;

/**
 * Primaries and white of an RGB space, as CIE xy.
 *
 * @param xy white, red, green, blue: eight numbers, each above 0 and below 1
 * @param gamma what encoded values are raised to for linear light; 0 for the curve of sRGB
 */
public record Chromaticities(List<Double> xy, double gamma) {
  /** Copies the list. */
  public Chromaticities {
    xy = List.copyOf(xy);
    if (xy.size() != 8) {
      throw new IllegalArgumentException("eight numbers are wanted, not " + xy.size());
    }
  }

  /** Those of the {@code cHRM} and {@code gAMA} chunks of a PNG, which count in 100,000ths. */
  public static Chromaticities of(Bytes bytes, int chrm, double gamma) {
    List<Double> xy = new java.util.ArrayList<>();
    for (int i = 0; i < 8; i++) {
      xy.add(bytes.u32(chrm + i * 4L) / 100_000.0);
    }
    return new Chromaticities(xy, gamma);
  }
}
