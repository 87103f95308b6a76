package io.tonework.imaging.codec.imageio;

import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.codec.StrictFirst;
import io.tonework.imaging.codec.StrictFirst.Attempt;
import io.tonework.imaging.colour.DeclaredColour;
import io.tonework.imaging.colour.PhotoColour;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.FinishedMetadata;
import io.tonework.imaging.file.MetadataCarrier;
import io.tonework.imaging.file.PhotoFile;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.TiffFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.pixels.RowMap;
import io.tonework.imaging.region.ColourMap;
import io.tonework.imaging.rows.RegionRows;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.List;
import java.util.Set;

/**
 * Decodes and encodes with javax.imageio and TwelveMonkeys. The whole picture is in memory at its
 * own depth; only a few rows at a time are ever floats.
 */
public final class ImageIoCodec implements ImageCodec {
  private static final Set<ImageFormat> DECODED =
      Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.TIFF, ImageFormat.WEBP);
  private static final Set<ImageFormat> ENCODED =
      Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.TIFF);

  private final ImageLimits limits;

  /** Creates the codec. */
  public ImageIoCodec(ImageLimits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "Java ImageIO";
  }

  @Override
  public boolean canDecode(ImageFormat format) {
    return DECODED.contains(format);
  }

  @Override
  public boolean canEncode(ImageFormat format) {
    return ENCODED.contains(format);
  }

  @Override
  public PhotoFile open(byte[] file) {
    limits.checkBytes(file.length);
    return PictureFile.of(file);
  }

  @Override
  public ImageInfo probe(PhotoFile file) {
    return checked(file).info();
  }

  private PictureFile checked(PhotoFile file) {
    if (!(file instanceof PictureFile picture)) {
      throw new UnsupportedImage(name() + " does not read " + file.format());
    }
    limits.checkBytes(picture.bytes().length);
    limits.check(picture.info());
    if (!canDecode(picture.format())) {
      throw new UnsupportedImage(
          "%s cannot be decoded without libvips; install libvips42".formatted(picture.format()));
    }
    if (picture instanceof TiffFile && picture.hasInks()) {
      throw new UnsupportedImage(
          "CMYK in TIFF cannot be decoded without libvips; install libvips42");
    }
    return picture;
  }

  @Override
  public RgbImage thumbnail(PhotoFile file, int maxSidePixels, Deadline deadline) {
    PictureFile picture = checked(file);
    return StrictFirst.decode(
        picture, limits, attempt -> thumbnail(picture, attempt, maxSidePixels, deadline));
  }

  private static RgbImage thumbnail(
      PictureFile picture, Attempt attempt, int maxSidePixels, Deadline deadline) {
    ImageInfo info = picture.info();
    deadline.check("decoding");
    Pixels pixels = Decoder.decode(picture, attempt);
    Metadata found = metadata(picture, pixels);
    boolean broken = hasBrokenProfile(picture, pixels, found);
    Metadata readable = broken && !pixels.converted() ? found.withIcc(null) : found;
    deadline.check("shrinking");
    return Shrink.toRgb(pixels, colour(readable, pixels), info.orientation(), maxSidePixels)
        .withProfileIgnored(broken);
  }

  @Override
  public RenderedImage render(
      PhotoFile photo, ColourMap map, EncodeOptions options, Deadline deadline) {
    PictureFile original = checked(photo);
    ImageFormat target = options.format() == null ? original.format() : options.format();
    if (!canEncode(target)) {
      throw new UnsupportedImage(
          "%s cannot be written without libvips; install libvips42, or ask for JPEG, PNG or TIFF"
              .formatted(target));
    }
    return StrictFirst.decode(
        original, limits, attempt -> render(original, attempt, target, map, options, deadline));
  }

  private static RenderedImage render(
      PictureFile original,
      Attempt attempt,
      ImageFormat target,
      ColourMap map,
      EncodeOptions options,
      Deadline deadline) {
    ImageInfo info = original.info();
    deadline.check("decoding");
    Pixels decoded = Decoder.decode(original, attempt);
    if (target == ImageFormat.JPEG && decoded.isOpaque()) {
      decoded = decoded.withoutAlpha();
    }
    target.requirePlaceForAlpha(decoded.channels());
    Metadata asFound = metadata(original, decoded);
    boolean broken = hasBrokenProfile(original, decoded, asFound);
    Metadata found = broken && !decoded.converted() ? asFound.withIcc(null) : asFound;
    PhotoColour colour = colour(found, decoded);
    Pixels pixels = decoded.upright(info.orientation());
    RowMap rows =
        RegionRows.of(
            map,
            colour,
            pixels.channels(),
            pixels.bits(),
            pixels.width(),
            pixels.height(),
            () -> Shrink.unconverted(pixels, RegionRows.GUIDE_SIDE));
    for (int y = 0; y < pixels.height(); y++) {
      if (y % 64 == 0) {
        deadline.check("rendering");
      }
      pixels.mapRow(y, rows);
    }
    deadline.check("encoding");
    Pixels written = target == ImageFormat.JPEG ? pixels.narrowed() : pixels;
    byte[] encoded = Encoder.encode(written, target, original, options);
    FinishedMetadata metadata =
        MetadataCarrier.forRendered(
            DeclaredColour.forWriting(found, original, target),
            original.turn(target, pixels.width(), pixels.height()),
            options);
    return new RenderedImage(
            MetadataCarrier.inject(PictureFile.of(encoded), metadata, original),
            target,
            written.width(),
            written.height(),
            written.bits(),
            MetadataCarrier.lost(target, metadata, original, broken, decoded.converted()),
            broken ? List.of(MetadataCarrier.PROFILE_UNUSED) : List.of())
        .withWarnings(attempt.warnings());
  }

  private static boolean hasBrokenProfile(PictureFile file, Pixels pixels, Metadata found) {
    return pixels.converted()
        ? PhotoColour.hasProfileOfOthersThanInks(file.metadata())
        : PhotoColour.hasBrokenProfile(found, colourChannels(pixels));
  }

  /** As in the file; a picture that the decoder had to convert is in sRGB now and says so. */
  private static Metadata metadata(PictureFile file, Pixels pixels) {
    Metadata found = DeclaredColour.resolve(file);
    return pixels.converted()
        ? found.withIcc(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
        : found;
  }

  private static PhotoColour colour(Metadata metadata, Pixels pixels) {
    return PhotoColour.of(metadata, colourChannels(pixels))
        .orElseThrow(() ->
            new UnsupportedImage(
                "the embedded colour profile has no way back into its space, so the picture must be"
                    + " converted, which needs libvips; install libvips42"));
  }

  private static int colourChannels(Pixels pixels) {
    return pixels.channels() < 3 ? 1 : 3;
  }
}
