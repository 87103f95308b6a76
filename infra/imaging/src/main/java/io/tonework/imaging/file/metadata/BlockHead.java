package io.tonework.imaging.file.metadata;

import org.jspecify.annotations.Nullable;

/** The first bytes by which metadata blocks in segments of one kind are told apart. */
public final class BlockHead {
  /** Before EXIF in JPEG, and by mistake elsewhere. */
  public static final String EXIF = "Exif\0\0";

  /** By which readers know EXIF: whatever the sixth byte is, it only fills up. */
  private static final String EXIF_ID = "Exif\0";

  /** Before an XMP packet in JPEG. */
  public static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

  private BlockHead() {}

  /** How many bytes at a place come before an EXIF block: 6, or 0 if there is no head. */
  public static int exifLength(Bytes bytes, long at) {
    return bytes.has(at, EXIF_ID) && at + EXIF.length() <= bytes.length() ? EXIF.length() : 0;
  }

  /** Whether a TIFF structure begins at a place. */
  static boolean isTiff(Bytes bytes, long at) {
    return bytes.has(at, "II*\0") || bytes.has(at, "MM\0*");
  }

  /**
   * An EXIF block in what HEIC, AVIF and JPEG XL keep: four bytes tell how far off it begins. Where
   * they lie, the block is looked for right behind them, with its head or without.
   *
   * @return null if there is nothing in it
   */
  public static byte @Nullable [] exifAtOffset(byte[] data) {
    Bytes bytes = Bytes.bigEndian(data);
    if (data.length < 4) {
      return null;
    }
    long told = 4 + bytes.u32(0);
    long behind = 4L + exifLength(bytes, 4);
    long from = isTiff(bytes, told) || !isTiff(bytes, behind) ? told : behind;
    from += from < data.length ? exifLength(bytes, from) : 0;
    return from < data.length ? bytes.slice(from, data.length) : null;
  }
}
