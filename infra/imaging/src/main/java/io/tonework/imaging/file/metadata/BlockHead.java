package io.tonework.imaging.file.metadata;

/** The first bytes by which metadata blocks in segments of one kind are told apart. */
public final class BlockHead {
  /** Before EXIF in JPEG, and by mistake elsewhere. */
  public static final String EXIF = "Exif\0\0";

  /** Before an XMP packet in JPEG. */
  public static final String XMP = "http://ns.adobe.com/xap/1.0/\0";

  private BlockHead() {}
}
