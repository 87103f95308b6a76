package io.tonework.imaging.codec.process;

import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.region.ColourMap;
import org.jspecify.annotations.Nullable;

/** What a codec process is asked for. */
@SuppressWarnings("ArrayRecordComponent") // files are never compared, and a copy costs megabytes
sealed interface Request {
  /** The file that it is about. */
  byte[] file();

  /** The header of a file. */
  record Probe(byte[] file) implements Request {}

  /** A small version of a file. */
  record Thumbnail(byte[] file, int maxSidePixels) implements Request {}

  /**
   * The finished photo.
   *
   * @param map what is done to the colours; null for the map of the last render before this one
   */
  record Render(byte[] file, @Nullable ColourMap map, EncodeOptions options) implements Request {}
}
