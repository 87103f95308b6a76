package io.tonework.imaging.codec.vips;

import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.codec.StrictFirst;
import io.tonework.imaging.codec.StrictFirst.Attempt;
import io.tonework.imaging.colour.DeclaredColour;
import io.tonework.imaging.colour.PhotoColour;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.FinishedMetadata;
import io.tonework.imaging.file.MetadataCarrier;
import io.tonework.imaging.file.PhotoFile;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.format.PixelSamples;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.pixels.RowMap;
import io.tonework.imaging.region.ColourMap;
import io.tonework.imaging.rows.RegionRows;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decodes and encodes with libvips; the pixels are mapped in Java while they stream through. One
 * photo keeps about two threads of libvips busy, one that decodes and maps and one that encodes.
 */
public final class VipsCodec implements ImageCodec {
  private final VipsLibrary vips;
  private final VipsFormats formats;
  private final ImageLimits limits;

  private VipsCodec(VipsLibrary vips, VipsFormats formats, ImageLimits limits) {
    this.vips = vips;
    this.formats = formats;
    this.limits = limits;
  }

  /**
   * Opens libvips once for the process; later calls share it.
   *
   * @throws IllegalArgumentException if the library is not on this machine
   * @throws UnsupportedOperationException if it is there but too old or laid out otherwise
   */
  public static VipsCodec open(ImageLimits limits) {
    return switch (VipsOpening.RESULT) {
      case VipsOpening.Opened(var library, var formats) -> new VipsCodec(library, formats, limits);
      case VipsOpening.Missing(var reason) -> throw reason;
    };
  }

  @Override
  public String name() {
    return "libvips " + vips.version;
  }

  @Override
  public boolean canDecode(ImageFormat format) {
    return formats.canDecode(format);
  }

  @Override
  public boolean canEncode(ImageFormat format) {
    return formats.canEncode(format);
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
          "%s is not built with a decoder for %s".formatted(name(), picture.format()));
    }
    return picture;
  }

  @Override
  public RgbImage thumbnail(PhotoFile photo, int maxSidePixels, Deadline deadline) {
    PictureFile file = checked(photo);
    return StrictFirst.decode(
        file, limits, attempt -> thumbnail(file, attempt, maxSidePixels, deadline));
  }

  private RgbImage thumbnail(
      PictureFile file, Attempt attempt, int maxSidePixels, Deadline deadline) {
    ImageInfo info = file.info();
    deadline.check("decoding");
    Metadata meant = DeclaredColour.resolve(file);
    try (VipsFile in = new VipsFile(vips, attempt, info.format())) {
      boolean broken = checkHeader(info, meant, in);
      Metadata readable = broken ? meant.withIcc(null) : meant;
      boolean inks = file.hasInks() && info.channels() == 4;
      Optional<PhotoColour> own = inks ? Optional.empty() : ownConversion(file, readable);
      if (own.isPresent()) {
        return unmanaged(in, file, maxSidePixels, own.get()).withProfileIgnored(broken);
      }
      // without a profile it is sRGB already; sent through a conversion it comes back shifted,
      // 16 bits by far
      boolean managed = inks || hasEmbedded(file, readable);
      try (VipsImage small = in.thumbnail(file, maxSidePixels, managed)) {
        return Flat.rgb(small).withProfileIgnored(broken);
      } catch (CorruptImage e) {
        // the engine may refuse a profile that is read here; of damaged pixels this fails as well
        PhotoColour colour =
            managed && !inks
                ? PhotoColour.of(readable, colourChannels(info)).orElseThrow(() -> e)
                : null;
        if (colour == null) {
          throw e;
        }
        return unmanaged(in, file, maxSidePixels, colour);
      }
    }
  }

  /**
   * What libvips does not know of: declared colour, hints of EXIF, RGB profiles of grey pictures.
   */
  private static Optional<PhotoColour> ownConversion(PictureFile file, Metadata readable) {
    int colours = colourChannels(file.info());
    boolean embedded = hasEmbedded(file, readable);
    if (embedded && colours == 3) {
      return Optional.empty();
    }
    return PhotoColour.of(readable, colours)
        .filter(colour -> embedded || colour instanceof PhotoColour.Rgb)
        .filter(colour -> !(colour instanceof PhotoColour.Rgb(var space) && space.isSrgb()));
  }

  /** Whether the profile that counts is the one that libvips finds in the file. */
  private static boolean hasEmbedded(PictureFile file, Metadata readable) {
    return readable.icc() != null && Arrays.equals(readable.icc(), file.metadata().icc());
  }

  private static int colourChannels(ImageInfo info) {
    return info.channels() < 3 ? 1 : 3;
  }

  private static RgbImage unmanaged(
      VipsFile in, PictureFile file, int maxSide, PhotoColour colour) {
    try (VipsImage small = in.thumbnail(file, maxSide, false)) {
      return Flat.toSrgb(Flat.rgb(small), colour);
    }
  }

  @Override
  public RenderedImage render(
      PhotoFile photo, ColourMap map, EncodeOptions options, Deadline deadline) {
    PictureFile original = checked(photo);
    ImageFormat target = options.format() == null ? original.format() : options.format();
    if (!canEncode(target)) {
      throw new UnsupportedImage("%s does not write %s".formatted(name(), target));
    }
    return StrictFirst.decode(
        original, limits, attempt -> render(original, attempt, target, map, options, deadline));
  }

  private RenderedImage render(
      PictureFile original,
      Attempt attempt,
      ImageFormat target,
      ColourMap map,
      EncodeOptions options,
      Deadline deadline) {
    ImageInfo info = original.info();
    deadline.check("decoding");
    boolean isUpright = info.orientation() == 1;
    Metadata meant = DeclaredColour.resolve(original);
    try (VipsFile in = new VipsFile(vips, attempt, info.format());
        VipsImage stored = in.open(isUpright);
        VipsImage loaded = stored.picked(original.samples())) {
      limits.check(decoded(info, loaded));
      boolean broken = hasBrokenProfile(meant, loaded);
      Metadata readable = broken ? meant.withIcc(null) : meant;
      boolean opaque =
          target == ImageFormat.JPEG && loaded.hasAlpha() && isOpaque(in, original.samples());
      try (VipsImage coloured = opaque ? loaded.bands(0, loaded.bands() - 1) : loaded.again();
          PreparedImage prepared = PreparedImage.of(coloured, readable, info.orientation())) {
        RenderedImage done = render(original, target, prepared, in, broken, map, options, deadline);
        return done.withWarnings(attempt.warnings());
      }
    }
  }

  /**
   * Decodes a picture and encodes it again with the settings that {@link #render} uses: no map, no
   * turning, no metadata. What rendering is measured against.
   */
  public byte[] transcode(byte[] original, EncodeOptions options) {
    PictureFile file = checked(open(original));
    try (VipsFile in = new VipsFile(vips, original);
        VipsImage loaded = in.open(true)) {
      ImageFormat target = options.format() == null ? file.format() : options.format();
      return loaded.encode(VipsFormats.suffix(target, file, options));
    }
  }

  private RenderedImage render(
      PictureFile original,
      ImageFormat target,
      PreparedImage prepared,
      VipsFile in,
      boolean brokenProfile,
      ColourMap map,
      EncodeOptions options,
      Deadline deadline) {
    ImageInfo info = original.info();
    VipsImage picture = prepared.image();
    target.requirePlaceForAlpha(picture.bands());
    int bits = picture.format() == VipsImage.USHORT ? 16 : 8;
    RowMap rows =
        RegionRows.of(
            map,
            prepared.colour(),
            picture.bands(),
            bits,
            picture.width(),
            picture.height(),
            () -> Guide.of(in, original, prepared.converted()));
    deadline.check("refining masks");
    FinishedMetadata metadata =
        MetadataCarrier.forRendered(
            DeclaredColour.forWriting(prepared.metadata(), original, target),
            original.turn(target, picture.width(), picture.height()),
            options);
    boolean narrow = bits == 16 && !target.holds16Bits();
    int plain = picture.bands() < 3 ? VipsImage.B_W : VipsImage.SRGB;
    try (VipsImage header = narrow ? picture.in(plain) : picture.in(picture.interpretation());
        MappedImage mapped = new MappedImage(vips, picture, header, rows, deadline)) {
      if (target == ImageFormat.AVIF || target == ImageFormat.HEIC) {
        // the profile belongs to the coded picture; libvips would rewrite EXIF and drop XMP
        mapped.image().setBlob("exif-data", null);
        mapped.image().setBlob("xmp-data", null);
        mapped.image().setBlob("icc-profile-data", metadata.blocks().icc());
      }
      byte[] encoded = mapped.encode(VipsFormats.suffix(target, original, options));
      deadline.check("writing metadata");
      return new RenderedImage(
          MetadataCarrier.inject(PictureFile.of(encoded), metadata, original),
          target,
          picture.width(),
          picture.height(),
          VipsFormats.depth(target, info, narrow ? 8 : bits),
          MetadataCarrier.lost(target, metadata, original, brokenProfile, prepared.converted()),
          brokenProfile ? List.of(MetadataCarrier.PROFILE_UNUSED) : List.of());
    }
  }

  /** Whether a channel is at its highest level everywhere; decodes the picture for it. */
  private static boolean isOpaque(VipsFile in, PixelSamples samples) {
    try (VipsImage stored = in.open(true);
        VipsImage loaded = stored.picked(samples);
        VipsImage band = loaded.bands(loaded.bands() - 1, 1)) {
      return band.lowest() == (band.format() == VipsImage.USHORT ? 65535 : 255);
    }
  }

  /**
   * Holds what libvips read from the header against the limits too: its word is what counts.
   *
   * @return whether there is a colour profile that cannot be read
   */
  private boolean checkHeader(ImageInfo info, Metadata found, VipsFile in) {
    try (VipsImage header = in.open(true)) {
      limits.check(decoded(info, header));
      return hasBrokenProfile(found, header);
    }
  }

  /** Of CMYK pictures libvips has a profile of its own where theirs is of no use. */
  private static boolean hasBrokenProfile(Metadata found, VipsImage image) {
    return image.interpretation() == VipsImage.CMYK
        ? PhotoColour.hasProfileOfOthersThanInks(found)
        : PhotoColour.hasBrokenProfile(found, image.bands() < 3 ? 1 : 3);
  }

  private static ImageInfo decoded(ImageInfo info, VipsImage image) {
    return new ImageInfo(
        info.format(),
        image.width(),
        image.height(),
        image.bands(),
        info.bitsPerChannel(),
        info.orientation(),
        info.hasIcc(),
        info.frames());
  }
}
