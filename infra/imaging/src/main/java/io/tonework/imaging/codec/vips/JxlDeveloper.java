package io.tonework.imaging.codec.vips;

import io.tonework.imaging.codec.develop.Developed;
import io.tonework.imaging.codec.develop.Developer;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.UndevelopedFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Reads JPEG XL with libvips' module for libjxl. libvips itself does not trust that loader with
 * hostile files, so opening this allows it for the whole process: codec processes do so, and
 * doctor, which reads no photos.
 */
public final class JxlDeveloper implements Developer {
  /** What mends a machine that cannot read JPEG XL. */
  public static final String REMEDY =
      "apt-get install libvips42 libjxl0.7   (macOS: brew install vips)";

  private static final String LOADERS = "VipsForeignLoadJxl";

  /** 64 x 64 pixels of black; a trial by writing would need the saver, which stays off. */
  private static final byte[] TRIAL =
      HexFormat.of().parseHex("ff0a4f40240802010024004b188b15820b440000");

  private final VipsLibrary vips;

  private JxlDeveloper(VipsLibrary vips) {
    this.vips = vips;
  }

  /** Allows the loader; empty if this build of libvips has none that works. */
  public static Optional<Developer> open() {
    Optional<VipsLibrary> library = VipsOpening.library();
    library.ifPresent(vips -> vips.allow(LOADERS));
    return library.filter(JxlDeveloper::works).map(JxlDeveloper::new);
  }

  private static boolean works(VipsLibrary vips) {
    try (VipsFile in = new VipsFile(vips, TRIAL);
        VipsImage image = in.open(true)) {
      return image.pixels().length == 64 * 64 * 3;
    } catch (CorruptImage e) {
      return false;
    }
  }

  @Override
  public ImageFormat format() {
    return ImageFormat.JXL;
  }

  @Override
  public String name() {
    return "libvips' JPEG XL";
  }

  @Override
  public ImageInfo measure(UndevelopedFile file) {
    try (VipsFile in = new VipsFile(vips, file.bytes());
        VipsImage image = in.open(true)) {
      return info(image);
    }
  }

  private static ImageInfo info(VipsImage image) {
    int bits =
        switch (image.format()) {
          case VipsImage.UCHAR -> 8;
          case VipsImage.USHORT -> 16;
          default ->
              throw new UnsupportedImage(
                  "a JPEG XL of floating-point samples; convert the picture to 16 bits");
        };
    return new ImageInfo(
        ImageFormat.JXL,
        image.width(),
        image.height(),
        image.bands(),
        bits,
        1, // the decoder turns the picture itself
        true,
        image.pages());
  }

  @Override
  public Developed develop(UndevelopedFile file, ImageLimits limits) {
    try (VipsFile in = new VipsFile(vips, file.bytes());
        VipsImage image = in.open(true)) {
      ImageInfo info = info(image);
      long bytes = info.pixels() * info.channels() * (info.bitsPerChannel() / 8);
      if (bytes > limits.maxBytes() * 9 / 10) {
        throw new TooManyPixels(
            "a JPEG XL of %d x %d pixels takes %d bytes; the limit is %d"
                .formatted(info.width(), info.height(), bytes, limits.maxBytes() * 9 / 10));
      }
      image.setBlob("exif-data", null);
      image.setBlob("xmp-data", null);
      byte[] tiff = image.encode(".tif[compression=none]");
      return Developed.of(file, tiff);
    }
  }
}
