package io.tonework.imaging.file;

import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.heif.HeifWriter;
import io.tonework.imaging.file.jpeg.JpegWriter;
import io.tonework.imaging.file.metadata.Carried;
import io.tonework.imaging.file.metadata.ExifBlock;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.PhotoshopResources;
import io.tonework.imaging.file.metadata.Turn;
import io.tonework.imaging.file.metadata.XmpPacket;
import io.tonework.imaging.file.png.PngWriter;
import io.tonework.imaging.file.tiff.ExifPositions;
import io.tonework.imaging.file.tiff.TiffTags;
import io.tonework.imaging.file.webp.WebpWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries metadata from an original into a freshly encoded file, block by block and not through a
 * codec, so that what is not understood here arrives byte for byte, and both codecs do the same.
 */
public final class MetadataCarrier {
  /** What {@link #lost} calls a colour profile that cannot be read. */
  public static final String BROKEN_PROFILE = "broken ICC profile";

  /** What {@link #lost} calls a colour space in which nothing can be rendered, such as CMYK. */
  public static final String CONVERTED = "colour space (now sRGB)";

  /** What is warned of when a colour profile was not used. */
  public static final String PROFILE_UNUSED =
      "the embedded colour profile cannot be used; the photo was taken for sRGB";

  private MetadataCarrier() {}

  /**
   * The metadata as it must be for the result: upright where the picture was turned, places in it
   * turned along, no previews, Software set, position removed if so wished.
   *
   * @param original what the original says, with the profile that the result has
   * @param turn how the result stands against the original
   */
  public static FinishedMetadata forRendered(Metadata original, Turn turn, EncodeOptions options) {
    List<String> dropped = new ArrayList<>();
    byte[] exif = original.exif();
    if (exif != null && options.stripGps()) {
      exif = kept(ExifPositions.removedFrom(exif), dropped);
    }
    if (exif != null) {
      exif = kept(ExifBlock.forRendered(exif, turn, options.software()), dropped);
    } else if (options.software() != null) {
      exif = ExifBlock.fresh(options.software());
    }
    byte[] xmp = original.xmp();
    if (xmp != null) {
      xmp = kept(XmpPacket.forRendered(xmp, turn, options.stripGps(), options.software()), dropped);
    }
    byte[] photoshop = original.photoshop();
    if (photoshop != null) {
      photoshop =
          kept(PhotoshopResources.forRendered(photoshop, turn, options.stripGps()), dropped);
    }
    Metadata blocks = new Metadata(exif, xmp, photoshop, original.icc());
    return new FinishedMetadata(blocks, turn, options.stripGps(), dropped);
  }

  private static byte @Nullable [] kept(Carried carried, List<String> dropped) {
    carried.dropped().stream().filter(name -> !dropped.contains(name)).forEach(dropped::add);
    return carried.block();
  }

  /**
   * A decoded picture with what its original says of it.
   *
   * @param tiff the picture, upright, whose own profile stays
   * @param original the file that it was decoded from
   */
  public static Described describe(byte[] tiff, UndevelopedFile original) {
    TiffFile file = new TiffFile(tiff);
    EncodeOptions unchanged = new EncodeOptions(null, null, false, null);
    Turn turn = original.turn(ImageFormat.TIFF, file.info().width(), file.info().height());
    FinishedMetadata finished = forRendered(original.metadata(), turn, unchanged);
    return new Described(
        TiffTags.inject(file.bytes(), finished.blocks().withIcc(null)), finished.dropped());
  }

  /**
   * A decoded picture in a TIFF file.
   *
   * @param tiff the file
   * @param dropped what was left out of its metadata, by name
   */
  @SuppressWarnings("ArrayRecordComponent") // carried on, never compared
  public record Described(byte[] tiff, List<String> dropped) {}

  /** Puts metadata into a file that has none. */
  public static byte[] inject(PictureFile encoded, Metadata metadata) {
    Turn none = Turn.by(1, encoded.info().width(), encoded.info().height());
    return inject(encoded, new FinishedMetadata(metadata, none, false, List.of()), null);
  }

  /**
   * Puts metadata into a file that has none.
   *
   * @param encoded the file as the encoder wrote it
   * @param original the original, for what only a file of the same format can hold, such as
   *     comments; null if there is none
   */
  public static byte[] inject(
      PictureFile encoded, FinishedMetadata finished, @Nullable PictureFile original) {
    Metadata metadata = finished.blocks();
    Turn turn = finished.turn();
    boolean withoutPosition = finished.withoutPosition();
    return switch (encoded) {
      case JpegFile file ->
          JpegWriter.inject(
              file.header(),
              metadata,
              original instanceof JpegFile jpeg ? jpeg.header() : null,
              turn,
              withoutPosition);
      case PngFile file ->
          PngWriter.inject(
              file.header(),
              metadata,
              original instanceof PngFile png ? png.header() : null,
              turn,
              withoutPosition);
      case WebpFile file -> WebpWriter.inject(file.header(), metadata);
      case TiffFile file -> TiffTags.inject(file.bytes(), metadata);
      case HeifFile file -> HeifWriter.inject(file.header(), metadata);
    };
  }

  /**
   * Which blocks of the original are not in the result: those that the format has no place for, and
   * those that are never carried.
   *
   * @param format of the result
   * @param finished what is put into the result
   * @param original the original
   * @param converted whether the pixels had to be converted to sRGB
   * @param brokenProfile whether the original's colour profile was left out as it cannot be read
   */
  public static List<String> lost(
      ImageFormat format,
      FinishedMetadata finished,
      PictureFile original,
      boolean brokenProfile,
      boolean converted) {
    List<String> lost = new ArrayList<>(original.dropped(format));
    if (brokenProfile) {
      lost.add(BROKEN_PROFILE);
    }
    if (converted) {
      lost.add(CONVERTED);
    }
    byte[] xmp = original.metadata().xmp();
    if (xmp != null) {
      XmpPacket.dropped(xmp).stream().filter(name -> !lost.contains(name)).forEach(lost::add);
    }
    finished.dropped().stream().filter(name -> !lost.contains(name)).forEach(lost::add);
    if (!format.holdsPhotoshopResources() && finished.blocks().photoshop() != null) {
      lost.add("IPTC");
    }
    return lost;
  }
}
