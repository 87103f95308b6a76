package io.tonework.imaging.codec.vips;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.JpegFile;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.TiffFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;

/**
 * What this build of libvips can write and read, found by trying once, and how it is asked to
 * write.
 */
final class VipsFormats {
  private static final int TRIAL_SIDE = 64;

  private final VipsLibrary vips;
  private final Map<ImageFormat, Boolean> usable = new EnumMap<>(ImageFormat.class);

  VipsFormats(VipsLibrary vips) {
    this.vips = vips;
  }

  /** Formats without which no libvips is built are taken for granted; others are tried. */
  boolean canDecode(ImageFormat format) {
    return canEncode(format);
  }

  boolean canEncode(ImageFormat format) {
    return !format.isOptIn() && works(format);
  }

  private synchronized boolean works(ImageFormat format) {
    return usable.computeIfAbsent(format, this::trial);
  }

  /** Whether a small picture comes through the format. */
  private boolean trial(ImageFormat format) {
    try (Arena arena = Arena.ofConfined()) {
      var pixels = arena.allocate(TRIAL_SIDE * TRIAL_SIDE * 3L);
      var made =
          (MemorySegment)
              vips.newFromMemory.invokeExact(
                  pixels, pixels.byteSize(), TRIAL_SIDE, TRIAL_SIDE, 3, VipsImage.UCHAR);
      try (VipsImage image = new VipsImage(vips, made)) {
        byte[] file = image.encode("." + format.extension());
        try (VipsFile in = new VipsFile(vips, file);
            VipsImage back = in.open(true)) {
          return back.pixels().length == pixels.byteSize();
        }
      }
    } catch (CorruptImage e) {
      return false;
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** The file suffix with saver options; what is not asked for is as in the original. */
  static String suffix(ImageFormat target, PictureFile original, EncodeOptions options) {
    int quality = options.qualityFor(original.quality());
    return switch (target) {
      case JPEG -> {
        // libvips knows 4:4:4 and 4:2:0 only: whatever is finer than 4:2:0 keeps all its chroma
        boolean halved = original.isChromaHalved(quality);
        boolean progressive = original instanceof JpegFile jpeg && jpeg.isProgressive();
        yield ".jpg[strip,Q=%d,subsample_mode=%s,interlace=%b]"
            .formatted(quality, halved ? "on" : "off", progressive);
      }
      case PNG -> ".png[strip,compression=6]";
      case TIFF -> ".tif[strip,compression=%s,predictor=horizontal]".formatted(tiff(original));
      case WEBP ->
          original.isLossless() && options.quality() == null
              ? ".webp[strip,lossless]"
              : ".webp[strip,Q=%d]".formatted(quality);
      case AVIF, HEIC ->
          ".%s[Q=%d,bitdepth=%d,subsample_mode=%s]"
              .formatted(
                  target.extension(),
                  quality,
                  depth(target, original.info(), 16),
                  original.isChromaHalved(quality) ? "on" : "off");
      case JXL, RAW -> throw new IllegalArgumentException(target + " is not written");
    };
  }

  /**
   * The depth of a file: an AVIF of 10 bits is written with 12, since libaom, as libheif 1.15 calls
   * it, ends the whole process when it is asked for 10.
   *
   * @param bits of the samples that are written, 8 or 16
   */
  static int depth(ImageFormat target, ImageInfo info, int bits) {
    int wanted = info.bitsPerChannel();
    return switch (target) {
      case AVIF -> bits == 8 || wanted <= 8 ? 8 : 12;
      case HEIC -> bits == 8 || wanted <= 8 ? 8 : wanted <= 10 ? 10 : 12;
      default -> bits;
    };
  }

  private static String tiff(PictureFile original) {
    return original instanceof TiffFile tiff && !tiff.isCompressed() ? "none" : "deflate";
  }
}
