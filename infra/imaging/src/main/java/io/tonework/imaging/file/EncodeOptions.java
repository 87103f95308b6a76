package io.tonework.imaging.file;

import io.tonework.imaging.file.format.ImageFormat;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How a rendered picture is written.
 *
 * @param format the file format; null keeps that of the original
 * @param quality 1..100 for lossy formats; null keeps that of the original where it can be told, or
 *     {@link #DEFAULT_QUALITY}
 * @param stripGps true removes the position, coordinates and names of places, from the metadata,
 *     and what may hold it and cannot be read, such as maker notes; all other metadata is kept
 * @param software what the Software tag is set to; null leaves it alone
 */
public record EncodeOptions(
    @Nullable ImageFormat format,
    @Nullable Integer quality,
    boolean stripGps,
    @Nullable String software) {
  /** Quality where neither the caller nor the original names one. */
  public static final int DEFAULT_QUALITY = 92;

  /** Format and quality of the original, position kept, Software tag set to Tonework. */
  public static final EncodeOptions DEFAULT = new EncodeOptions(null, null, false, "Tonework");

  /** Checks the range of the quality. */
  public EncodeOptions {
    if (quality != null && (quality < 1 || quality > 100)) {
      throw new IllegalArgumentException("quality must be from 1 to 100, not " + quality);
    }
  }

  /**
   * The quality that is asked for, or that of the original, or {@link #DEFAULT_QUALITY}.
   *
   * @param ofOriginal empty if it cannot be told
   */
  public int qualityFor(OptionalInt ofOriginal) {
    return quality != null ? quality : ofOriginal.orElse(DEFAULT_QUALITY);
  }

  /** These options with another format. */
  public EncodeOptions withFormat(ImageFormat other) {
    return new EncodeOptions(other, quality, stripGps, software);
  }
}
