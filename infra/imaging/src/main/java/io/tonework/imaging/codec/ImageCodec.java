package io.tonework.imaging.codec;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.ImageException;
import io.tonework.imaging.fault.RenderCancelled;
import io.tonework.imaging.fault.TooManyBytes;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.PhotoFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.region.ColourMap;

/**
 * Decodes, renders and encodes photographs. Implementations are thread-safe; each call owns its
 * native memory and has freed it when it returns. The caller's arrays are never changed.
 *
 * <p>What an implementation cannot do without loss ends in {@link UnsupportedImage}, never in a
 * picture that lacks something.
 */
public interface ImageCodec extends AutoCloseable {
  /** Name and version of what does the work, such as {@code libvips 8.14.1}. */
  String name();

  /** Whether files of the format can be decoded. */
  boolean canDecode(ImageFormat format);

  /** Whether files of the format can be written with their metadata. */
  boolean canEncode(ImageFormat format);

  /**
   * Tells what a file is and reads its header, once for all that is asked of it afterwards. No
   * pixel is decoded.
   *
   * @throws UnsupportedImage if it is no photo of a format that is read here
   * @throws CorruptImage if the header cannot be read
   * @throws TooManyBytes if the file is over the limit of this codec
   */
  PhotoFile open(byte[] file);

  /**
   * What the header says, held against the limits of this codec. No pixel is decoded.
   *
   * @throws UnsupportedImage if it is no image of a format that this codec decodes
   * @throws CorruptImage if the header cannot be read
   * @throws TooManyBytes or {@link TooManyPixels} if it is over a limit
   */
  ImageInfo probe(PhotoFile file);

  /** As {@link #probe(PhotoFile)}, of a file that is asked nothing else; {@link #open} first. */
  default ImageInfo probe(byte[] file) {
    return probe(open(file));
  }

  /**
   * A small version: upright, converted to sRGB, without alpha (over white), never enlarged. A
   * colour profile that cannot be read is ignored, which the result says.
   *
   * @param maxSidePixels the longer side of the result at most
   * @throws ImageException as {@link #probe(PhotoFile)}, and {@link CorruptImage} if the pixels
   *     cannot be decoded to the end, {@link RenderCancelled} if the deadline came first
   */
  RgbImage thumbnail(PhotoFile file, int maxSidePixels, Deadline deadline);

  /**
   * As {@link #thumbnail(PhotoFile, int, Deadline)}, of a file that is asked nothing else; {@link
   * #open} first.
   */
  default RgbImage thumbnail(byte[] file, int maxSidePixels, Deadline deadline) {
    return thumbnail(open(file), maxSidePixels, deadline);
  }

  /** As {@link #thumbnail(byte[], int, Deadline)}, without a deadline. */
  default RgbImage thumbnail(byte[] file, int maxSidePixels) {
    return thumbnail(file, maxSidePixels, Deadline.NONE);
  }

  /**
   * Applies the map to every pixel at full resolution. The same bytes, map and options give the
   * same file, whatever the number of threads. Alpha and bit depth are kept, the colour profile and
   * all other metadata too, save what {@link RenderedImage#lost} names; the orientation is applied
   * and its tag reset; an embedded preview is dropped, since it would show the original. A JPEG
   * stays progressive if it was, and keeps all its chroma: 4:2:0 stays so, all that is finer in one
   * direction or both becomes 4:4:4.
   *
   * @throws io.tonework.imaging.region.UnusableMask if the mask of a region of the map is not of
   *     the picture's shape
   * @throws ImageException as {@link #thumbnail(PhotoFile, int, Deadline)}
   */
  RenderedImage render(PhotoFile original, ColourMap map, EncodeOptions options, Deadline deadline);

  /**
   * As {@link #render(PhotoFile, ColourMap, EncodeOptions, Deadline)}, of a file that is asked
   * nothing else; {@link #open} first.
   */
  default RenderedImage render(
      byte[] original, ColourMap map, EncodeOptions options, Deadline deadline) {
    return render(open(original), map, options, deadline);
  }

  /** As {@link #render(byte[], ColourMap, EncodeOptions, Deadline)}, without a deadline. */
  default RenderedImage render(byte[] original, ColourMap map, EncodeOptions options) {
    return render(original, map, options, Deadline.NONE);
  }

  /** Frees what outlives a call, such as processes; calls under way may end in an error. */
  @Override
  default void close() {}
}
