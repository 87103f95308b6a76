package io.tonework.imaging.codec.develop;

import java.util.List;

/**
 * A picture on its way to the codec.
 *
 * @param tiff the picture
 * @param lost what the original held and this does not, by name
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
public record Developed(byte[] tiff, List<String> lost) {
  /** Copies the list. */
  public Developed {
    lost = List.copyOf(lost);
  }
}
