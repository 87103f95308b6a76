package io.tonework.imaging.codec.vips;

import io.tonework.imaging.TestImages;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.metadata.Metadata;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** JPEG XL files, written by libvips, with their metadata in boxes. */
public final class JxlFiles {
  private static final int CONTAINER_HEADER = 12;

  private JxlFiles() {}

  /** A lossless picture of 16 bits and three channels. */
  public static byte[] of(int width, int height, TestImages.Samples samples, Metadata metadata) {
    byte[] plain = TestImages.file(ImageFormat.TIFF, width, height, 3, 16, samples);
    byte[] tiff = TestImages.withIcc(plain, ImageFormat.TIFF, metadata.icc());
    VipsLibrary vips = VipsOpening.library().orElseThrow();
    vips.allow("VipsForeignSaveJxl"); // in this process alone, for the file
    try (VipsFile in = new VipsFile(vips, tiff);
        VipsImage image = in.open(false)) {
      return boxed(image.encode(".jxl[lossless]"), metadata);
    }
  }

  private static byte[] boxed(byte[] encoded, Metadata metadata) {
    boolean bare = (encoded[0] & 0xFF) == 0xFF;
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(box("JXL ", new byte[] {0x0D, 0x0A, (byte) 0x87, 0x0A}));
    file.writeBytes(box("ftyp", "jxl \0\0\0\0jxl ".getBytes(StandardCharsets.ISO_8859_1)));
    if (metadata.exif() != null) {
      ByteBuffer exif = ByteBuffer.allocate(4 + metadata.exif().length);
      file.writeBytes(box("Exif", exif.putInt(0).put(metadata.exif()).array()));
    }
    if (metadata.xmp() != null) {
      file.writeBytes(box("xml ", metadata.xmp()));
    }
    if (bare) {
      file.writeBytes(box("jxlc", encoded));
    } else {
      int from = CONTAINER_HEADER + ByteBuffer.wrap(encoded).getInt(CONTAINER_HEADER);
      file.write(encoded, from, encoded.length - from);
    }
    return file.toByteArray();
  }

  private static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .put(content)
        .array();
  }
}
