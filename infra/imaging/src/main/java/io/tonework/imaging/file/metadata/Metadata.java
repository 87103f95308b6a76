package io.tonework.imaging.file.metadata;

import org.jspecify.annotations.Nullable;

/**
 * The metadata blocks of a picture, as raw bytes without the wrapping of any file format.
 *
 * @param exif a TIFF structure, beginning {@code II*} or {@code MM.*}
 * @param xmp an XMP packet in UTF-8
 * @param photoshop Photoshop image resources, IPTC among them
 * @param icc a colour profile
 */
@SuppressWarnings("ArrayRecordComponent") // carried from file to file, never compared
public record Metadata(
    byte @Nullable [] exif,
    byte @Nullable [] xmp,
    byte @Nullable [] photoshop,
    byte @Nullable [] icc) {
  /** No metadata at all. */
  public static final Metadata NONE = new Metadata(null, null, null, null);

  /** The same with another colour profile, or without one. */
  public Metadata withIcc(byte @Nullable [] other) {
    return new Metadata(exif, xmp, photoshop, other);
  }

  /** The same with another EXIF block, or without one. */
  public Metadata withExif(byte @Nullable [] other) {
    return new Metadata(other, xmp, photoshop, icc);
  }

  /** The same with another XMP packet, or without one. */
  public Metadata withXmp(byte @Nullable [] other) {
    return new Metadata(exif, other, photoshop, icc);
  }
}
