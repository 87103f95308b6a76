package io.tonework.imaging.vips;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.tonework.imaging.ColourMap;
import io.tonework.imaging.CorruptImage;
import io.tonework.imaging.Deadline;
import io.tonework.imaging.EncodeOptions;
import io.tonework.imaging.ImageCodec;
import io.tonework.imaging.ImageFormat;
import io.tonework.imaging.ImageInfo;
import io.tonework.imaging.ImageLimits;
import io.tonework.imaging.RenderedImage;
import io.tonework.imaging.RgbImage;
import io.tonework.imaging.RowMap;
import io.tonework.imaging.UnsupportedImage;
import io.tonework.imaging.colour.DeclaredColour;
import io.tonework.imaging.colour.PhotoColour;
import io.tonework.imaging.colour.RgbSpace;
import io.tonework.imaging.container.Metadata;
import io.tonework.imaging.container.MetadataCarrier;
import io.tonework.imaging.container.PhotoFile;
import io.tonework.imaging.container.PictureFile;
import io.tonework.imaging.region.RegionRows;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Decodes and encodes with libvips; the pixels are mapped in Java while they stream through. One
 * photo keeps about two threads of libvips busy, one that decodes and maps and one that encodes.
 */
public final class VipsCodec implements ImageCodec {
  private static final PhotoColour PLAIN = new PhotoColour.Rgb(RgbSpace.SRGB);

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
    return switch (Opening.RESULT) {
      case Opened(var library, var formats) -> new VipsCodec(library, formats, limits);
      case Missing(var reason) -> throw reason;
    };
  }

  /** The library, if it can be used. */
  static Optional<VipsLibrary> library() {
    return switch (Opening.RESULT) {
      case Opened(var library, var _) -> Optional.of(library);
      case Missing _ -> Optional.empty();
    };
  }

  /** What came of opening the library. */
  private sealed interface Outcome permits Opened, Missing {}

  private record Opened(VipsLibrary library, VipsFormats formats) implements Outcome {}

  private record Missing(RuntimeException reason) implements Outcome {}

  /** Opens on first use, and remembers a failure as it was. */
  private static final class Opening {
    static final Outcome RESULT = attempt();

    private static Outcome attempt() {
      try {
        VipsLibrary library = VipsLibrary.open();
        MappedImage.checkLayout(library);
        return new Opened(library, new VipsFormats(library));
      } catch (RuntimeException e) {
        return new Missing(e);
      }
    }
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
    ImageInfo info = file.info();
    deadline.check("decoding");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, file.bytes());
      Metadata found = file.metadata();
      Metadata meant = DeclaredColour.resolve(file);
      boolean broken = checkHeader(info, found, bytes);
      boolean declared = found.icc() == null && meant.icc() != null && info.channels() >= 3;
      boolean grey = found.icc() != null && !broken && info.channels() < 3;
      if (declared || grey) {
        // libvips knows neither of colour declared by numbers nor of RGB profiles of grey pictures
        PhotoColour colour = PhotoColour.of(meant, grey ? 1 : 3).orElse(PLAIN);
        try (VipsImage small = VipsImage.thumbnail(vips, bytes, maxSidePixels, false)) {
          return Flat.toSrgb(Flat.rgb(small), colour);
        }
      }
      // without a profile it is sRGB already; sent through a conversion it comes back shifted,
      // 16 bits by far
      boolean inks = info.channels() == 4 && file.hasInks();
      boolean plain = !info.hasIcc() && !inks;
      try (VipsImage small = VipsImage.thumbnail(vips, bytes, maxSidePixels, !broken && !plain)) {
        return Flat.rgb(small).withProfileIgnored(broken);
      }
    }
  }

  @Override
  public RenderedImage render(
      PhotoFile photo, ColourMap map, EncodeOptions options, Deadline deadline) {
    PictureFile original = checked(photo);
    ImageInfo info = original.info();
    ImageFormat target = options.format() == null ? info.format() : options.format();
    if (!canEncode(target)) {
      throw new UnsupportedImage("%s does not write %s".formatted(name(), target));
    }
    deadline.check("decoding");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, original.bytes());
      boolean isUpright = info.orientation() == 1;
      try (VipsImage loaded = VipsImage.load(vips, bytes, isUpright)) {
        limits.check(decoded(info, loaded));
        Metadata meant = DeclaredColour.resolve(original);
        boolean broken = hasBrokenProfile(meant, loaded);
        Metadata readable = broken ? meant.withIcc(null) : meant;
        boolean opaque =
            target == ImageFormat.JPEG && loaded.hasAlpha() && isOpaque(bytes, loaded.bands() - 1);
        try (VipsImage coloured = opaque ? loaded.bands(0, loaded.bands() - 1) : loaded.again();
            Prepared prepared = Prepared.of(coloured, readable, isUpright)) {
          return render(original, target, prepared, bytes, broken, map, options, deadline);
        }
      }
    }
  }

  /**
   * Decodes a picture and encodes it again with the settings that {@link #render} uses: no map, no
   * turning, no metadata. What rendering is measured against.
   */
  public byte[] transcode(byte[] original, EncodeOptions options) {
    PictureFile file = checked(open(original));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, original);
      try (VipsImage loaded = VipsImage.load(vips, bytes, true)) {
        ImageFormat target = options.format() == null ? file.format() : options.format();
        return loaded.encode(VipsFormats.suffix(target, file, options));
      }
    }
  }

  private RenderedImage render(
      PictureFile original,
      ImageFormat target,
      Prepared prepared,
      MemorySegment file,
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
            () -> guide(file, info, prepared.converted()));
    deadline.check("refining masks");
    Metadata metadata =
        MetadataCarrier.forRendered(
            DeclaredColour.forWriting(prepared.metadata(), original, target),
            picture.width(),
            picture.height(),
            options);
    boolean narrow = bits == 16 && !target.holds16Bits();
    int plain = picture.bands() < 3 ? VipsImage.B_W : VipsImage.SRGB;
    try (VipsImage header = narrow ? picture.in(plain) : picture.in(picture.interpretation());
        MappedImage mapped = new MappedImage(vips, picture, header, rows, deadline)) {
      if (target == ImageFormat.AVIF || target == ImageFormat.HEIC) {
        // the profile belongs to the coded picture; libvips would rewrite EXIF and drop XMP
        mapped.image().setBlob("exif-data", null);
        mapped.image().setBlob("xmp-data", null);
        mapped.image().setBlob("icc-profile-data", metadata.icc());
      }
      String suffix = VipsFormats.suffix(target, original, options);
      byte[] encoded;
      try {
        encoded = mapped.image().encode(suffix);
      } catch (CorruptImage | IllegalStateException e) {
        throw explained(mapped, e);
      }
      deadline.check("writing metadata");
      return new RenderedImage(
          MetadataCarrier.inject(PictureFile.of(encoded), metadata, original),
          target,
          picture.width(),
          picture.height(),
          VipsFormats.depth(target, info, narrow ? 8 : bits),
          MetadataCarrier.lost(target, metadata, original, brokenProfile, prepared.converted()));
    }
  }

  /** Whether a channel is at its highest level everywhere; decodes the picture for it. */
  private boolean isOpaque(MemorySegment file, int alpha) {
    try (VipsImage loaded = VipsImage.load(vips, file, true);
        VipsImage band = loaded.bands(alpha, 1)) {
      return band.lowest() == (band.format() == VipsImage.USHORT ? 65535 : 255);
    }
  }

  /**
   * A small copy with the very numbers that the rows will have: converted only if they are. One of
   * a JPEG is what its decoder makes at the least cost.
   */
  private RgbImage guide(MemorySegment file, ImageInfo info, boolean converted) {
    int factor = info.format() == ImageFormat.JPEG && !converted ? shrinking(info) : 1;
    if (factor > 1) {
      try (VipsImage small = VipsImage.loadShrunk(vips, file, factor);
          VipsImage upright = small.upright()) {
        return Flat.rgb(upright);
      }
    }
    try (VipsImage small = VipsImage.thumbnail(vips, file, RegionRows.GUIDE_SIDE, converted)) {
      return Flat.rgb(small);
    }
  }

  /** The most that a decoder may shrink a photo so that it still is a guide. */
  private static int shrinking(ImageInfo info) {
    int side = Math.max(info.width(), info.height());
    int factor = 8;
    while (factor > 1 && side < factor * RegionRows.LEAST_GUIDE_SIDE) {
      factor /= 2;
    }
    return side <= factor * 2 * RegionRows.LEAST_GUIDE_SIDE ? factor : 1;
  }

  /** The reason that the callback gave, if it was the callback that stopped the work. */
  private static RuntimeException explained(MappedImage mapped, RuntimeException e) {
    Throwable own = mapped.failure();
    if (own == null) {
      return e;
    }
    if (own instanceof Error error) {
      throw error;
    }
    return own instanceof RuntimeException runtime ? runtime : new IllegalStateException(own);
  }

  /**
   * Holds what libvips read from the header against the limits too: its word is what counts.
   *
   * @return whether there is a colour profile that cannot be read
   */
  private boolean checkHeader(ImageInfo info, Metadata found, MemorySegment bytes) {
    try (VipsImage header = VipsImage.load(vips, bytes, true)) {
      limits.check(decoded(info, header));
      return hasBrokenProfile(found, header);
    }
  }

  /** Profiles of CMYK are left to libvips, which has its own in their place. */
  private static boolean hasBrokenProfile(Metadata found, VipsImage image) {
    return image.interpretation() != VipsImage.CMYK
        && PhotoColour.hasBrokenProfile(found, image.bands() < 3 ? 1 : 3);
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

  /**
   * A picture that can be mapped where it is: upright, 8 or 16 bits, in a space of curves and
   * matrix; converted to sRGB if it was not.
   */
  private record Prepared(
      VipsImage image, PhotoColour colour, Metadata metadata, boolean owned, boolean converted)
      implements AutoCloseable {
    static Prepared of(VipsImage loaded, Metadata metadata, boolean isUpright) {
      int format = loaded.format();
      if (format != VipsImage.UCHAR && format != VipsImage.USHORT) {
        throw new UnsupportedImage(
            "only 8 and 16 bits a channel are rendered, neither 32 bits nor floating point;"
                + " convert the picture to 16 bits");
      }
      VipsImage upright = isUpright ? loaded : loaded.upright();
      try {
        boolean cmyk = upright.interpretation() == VipsImage.CMYK;
        int colours = upright.bands() < 3 ? 1 : 3;
        Optional<PhotoColour> known = cmyk ? Optional.empty() : PhotoColour.of(metadata, colours);
        if (known.isPresent()) {
          return new Prepared(upright, known.get(), metadata, !isUpright, false);
        }
        VipsImage converted = upright.toSrgbByProfile();
        Metadata now = metadata.withIcc(converted.blob("icc-profile-data"));
        return new Prepared(converted, PhotoColour.of(now, 3).orElseThrow(), now, true, true);
      } catch (RuntimeException e) {
        if (!isUpright) {
          upright.close();
        }
        throw e;
      }
    }

    @Override
    public void close() {
      if (owned) {
        image.close();
      }
    }
  }
}
