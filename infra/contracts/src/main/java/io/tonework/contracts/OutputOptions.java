package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How the finished photo is written.
 *
 * @param format the file format; {@code ORIGINAL} when the sender names none
 * @param quality 1..100 for lossy formats; null keeps the quality of the original, or 92
 * @param stripGps true removes the position, coordinates and names of places, from the metadata,
 *     and what may hold it and cannot be read, such as maker notes; the rest is kept
 */
public record OutputOptions(
    OutputFormat format, @Nullable Integer quality, @JsonProperty("stripGps") boolean stripGps) {
  /** The original's format and quality, metadata kept. */
  public static final OutputOptions DEFAULT = new OutputOptions(OutputFormat.ORIGINAL, null, false);

  /** Checks the range of the quality. */
  public OutputOptions {
    // a record of a request: an absent format means the default, as an absent record does
    format = format == null ? OutputFormat.ORIGINAL : format;
    if (quality != null && (quality < 1 || quality > 100)) {
      throw new IllegalArgumentException("quality must be from 1 to 100, not " + quality);
    }
  }
}
