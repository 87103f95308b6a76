package io.tonework.imaging.container;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Photoshop image resource blocks (Adobe Photoshop File Formats Specification, 2019). */
final class PhotoshopResources {
  private static final int THUMBNAIL_OLD = 0x0409;
  private static final int THUMBNAIL = 0x040C;

  private PhotoshopResources() {}

  /** The same resources without the preview, which would show the original. */
  static byte[] withoutPreview(byte[] resources) {
    Bytes bytes = Bytes.bigEndian(resources);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(resources.length);
    int at = 0;
    while (at + 12 <= resources.length && bytes.has(at, "8BIM")) {
      int name = 1 + bytes.u8(at + 6L);
      long size = at + 6L + name + (name & 1);
      if (size + 4 > resources.length) {
        break;
      }
      long length = bytes.u32(size);
      long end = Math.min(resources.length, size + 4 + length + (length & 1));
      int id = bytes.u16(at + 4L);
      if (id != THUMBNAIL && id != THUMBNAIL_OLD) {
        kept.write(resources, at, (int) (end - at));
      }
      at = (int) end;
    }
    // what is not understood is kept
    kept.writeBytes(Arrays.copyOfRange(resources, at, resources.length));
    return kept.toByteArray();
  }
}
