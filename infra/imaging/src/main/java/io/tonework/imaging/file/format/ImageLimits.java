package io.tonework.imaging.file.format;

import io.tonework.imaging.fault.TooManyBytes;
import io.tonework.imaging.fault.TooManyPixels;

/**
 * What is refused: before a pixel is decoded, and when pixels turn out to be missing.
 *
 * @param maxBytes largest file
 * @param maxPixels largest width times height
 * @param maxSidePixels longest width or height
 * @param maxFrames most pictures in one file; only one is ever rendered
 * @param incomplete what becomes of a photo of which a part is missing
 */
public record ImageLimits(
    long maxBytes, long maxPixels, int maxSidePixels, int maxFrames, Incomplete incomplete) {
  /** 256 MB, 150 megapixels, 32,767 pixels a side, one frame. */
  public static final ImageLimits DEFAULT = new ImageLimits(256L << 20, 150_000_000L, 32_767, 1);

  /** Checks that every limit lets something through. */
  public ImageLimits {
    if (maxBytes < 1 || maxPixels < 1 || maxSidePixels < 1 || maxFrames < 1) {
      throw new IllegalArgumentException(
          "every image limit must be at least 1: bytes %d, pixels %d, side %d, frames %d"
              .formatted(maxBytes, maxPixels, maxSidePixels, maxFrames));
    }
  }

  /** As the other, refusing incomplete photos. */
  public ImageLimits(long maxBytes, long maxPixels, int maxSidePixels, int maxFrames) {
    this(maxBytes, maxPixels, maxSidePixels, maxFrames, Incomplete.REFUSE);
  }

  /** The same with another largest file. */
  public ImageLimits withMaxBytes(long bytes) {
    return new ImageLimits(bytes, maxPixels, maxSidePixels, maxFrames, incomplete);
  }

  /** The same with another answer to incomplete photos. */
  public ImageLimits with(Incomplete other) {
    return new ImageLimits(maxBytes, maxPixels, maxSidePixels, maxFrames, other);
  }

  /**
   * Refuses a file by its size.
   *
   * @throws TooManyBytes if it is larger than {@link #maxBytes}
   */
  public void checkBytes(long bytes) {
    if (bytes > maxBytes) {
      throw new TooManyBytes("the file has %d bytes; the limit is %d".formatted(bytes, maxBytes));
    }
  }

  /**
   * Refuses a picture by what its header claims.
   *
   * @throws TooManyPixels if a dimension, the area or the number of frames is over its limit
   */
  public void check(ImageInfo info) {
    if (info.width() > maxSidePixels || info.height() > maxSidePixels) {
      throw new TooManyPixels(
          "the picture is %d x %d pixels; the limit for a side is %d"
              .formatted(info.width(), info.height(), maxSidePixels));
    }
    if (info.pixels() > maxPixels) {
      throw new TooManyPixels(
          "the picture is %d x %d = %d pixels; the limit is %d"
              .formatted(info.width(), info.height(), info.pixels(), maxPixels));
    }
    if (info.frames() > maxFrames) {
      throw new TooManyPixels(
          "the file holds %d pictures; the limit is %d".formatted(info.frames(), maxFrames));
    }
  }
}
