package io.tonework.contracts;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a region is: a grey PNG over the whole upright photo, white inside and black outside. It
 * lies in the store, pinned by its digest, or is small enough to travel along.
 *
 * @param object where the file lies; null when it travels along
 * @param sha256 digest of its bytes, lower-case hex; null when it travels along
 * @param png the file itself in base64, at most {@link #MAX_INLINE_BYTES} before encoding; null
 *     when it lies in the store
 */
public record RegionMask(@Nullable ObjectId object, @Nullable String sha256, @Nullable String png) {
  /** Longest file that may travel along: events must stay small. */
  public static final int MAX_INLINE_BYTES = 48 * 1024;

  /** Checks that it is one or the other. */
  public RegionMask {
    if ((object == null) == (png == null) || (object == null) != (sha256 == null)) {
      throw new IllegalArgumentException(
          "a mask is either an object with its sha256, or a png in base64");
    }
    if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "sha256 must be 64 lower-case hex digits, not '" + sha256 + "'");
    }
    if (png != null && png.length() > base64Length(MAX_INLINE_BYTES)) {
      throw new IllegalArgumentException(
          "a mask of more than %d bytes must lie in the store; this one has about %d"
              .formatted(MAX_INLINE_BYTES, png.length() / 4 * 3));
    }
  }

  /** A mask in the store. */
  public static RegionMask stored(ObjectId object, String sha256) {
    return new RegionMask(object, sha256, null);
  }

  /**
   * A mask that travels along.
   *
   * @throws IllegalArgumentException if it is longer than {@link #MAX_INLINE_BYTES}
   */
  public static RegionMask inline(byte[] png) {
    return new RegionMask(null, null, Base64.getEncoder().encodeToString(png));
  }

  /**
   * The file that travels along.
   *
   * @throws IllegalArgumentException if it is no base64
   * @throws IllegalStateException if the mask lies in the store
   */
  public byte[] inlineBytes() {
    if (png == null) {
      throw new IllegalStateException("this mask lies at " + object);
    }
    return Base64.getDecoder().decode(png);
  }

  private static int base64Length(int bytes) {
    return (bytes + 2) / 3 * 4;
  }
}
