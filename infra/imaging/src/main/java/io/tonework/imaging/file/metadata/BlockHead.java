package io.tonework.imaging.file.metadata;

/** What stands before a metadata block that only its first bytes tell from others. */
public final class BlockHead {
  /** Before EXIF in JPEG, and by mistake elsewhere. */
  public static final String EXIF = "Exif\0\0";

  /** Before an XMP packet in JPEG. */
  public static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

  private BlockHead() {}
}
