package io.tonework.imaging.file.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Photoshop image resource blocks (Adobe Photoshop File Formats Specification, 2019). */
public final class PhotoshopResources {
  private static final int IPTC = 0x0404;
  private static final int THUMBNAIL_OLD = 0x0409;
  private static final int THUMBNAIL = 0x040C;
  private static final String SIGNATURE = "8BIM";

  private PhotoshopResources() {}

  /** The same resources without the preview, which would show the original. */
  public static byte[] withoutPreview(byte[] resources) {
    return only(resources, id -> id != THUMBNAIL && id != THUMBNAIL_OLD);
  }

  /** The same resources without the IPTC record; null if there is no other. */
  public static byte @Nullable [] others(byte[] resources) {
    byte[] others = only(resources, id -> id != IPTC);
    return others.length == 0 ? null : others;
  }

  /** The IPTC record (IIM 4.2) among the resources; null if there is none. */
  public static byte @Nullable [] iptc(byte[] resources) {
    byte[] one = only(resources, id -> id == IPTC);
    Bytes bytes = Bytes.bigEndian(one);
    if (one.length < 12 || !bytes.has(0, SIGNATURE) || bytes.u16(4) != IPTC) {
      return null;
    }
    int at = size(bytes, 0);
    long length = Math.min(bytes.u32(at), one.length - at - 4L);
    return bytes.slice(at + 4L, at + 4L + length);
  }

  /**
   * Resources that hold an IPTC record.
   *
   * @param resources what is there, or null
   * @param iptc the record, padded or not; it is left out if the resources have one already
   */
  public static byte @Nullable [] withIptc(byte @Nullable [] resources, byte @Nullable [] iptc) {
    if (iptc == null || (resources != null && iptc(resources) != null)) {
      return resources;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (resources != null) {
      out.writeBytes(resources);
    }
    out.writeBytes(SIGNATURE.getBytes(ISO_8859_1));
    out.writeBytes(new byte[] {IPTC >> 8, IPTC & 0xFF, 0, 0});
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(iptc.length >> shift);
    }
    out.writeBytes(iptc);
    if ((iptc.length & 1) == 1) {
      out.write(0);
    }
    return out.toByteArray();
  }

  /** Both, one after the other. */
  public static byte[] joined(byte @Nullable [] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (first != null) {
      out.writeBytes(first);
    }
    out.writeBytes(second);
    return out.toByteArray();
  }

  private static byte[] only(byte[] resources, IntPredicate wanted) {
    Bytes bytes = Bytes.bigEndian(resources);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(resources.length);
    int at = 0;
    while (at + 12 <= resources.length && bytes.has(at, SIGNATURE)) {
      int size = size(bytes, at);
      if (size + 4 > resources.length) {
        break;
      }
      long length = bytes.u32(size);
      long end = Math.min(resources.length, size + 4 + length + (length & 1));
      if (wanted.test(bytes.u16(at + 4L))) {
        kept.write(resources, at, (int) (end - at));
      }
      at = (int) end;
    }
    // what is not understood is kept
    kept.writeBytes(Arrays.copyOfRange(resources, at, resources.length));
    return kept.toByteArray();
  }

  /** Where the length of the resource at a place is: after its name. */
  private static int size(Bytes bytes, int at) {
    int name = 1 + bytes.u8(at + 6L);
    return at + 6 + name + (name & 1);
  }
}
