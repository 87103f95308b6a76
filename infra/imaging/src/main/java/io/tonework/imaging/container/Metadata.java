package io.tonework.imaging.container;

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

  /** The same with the block of a profile in text, where there is none of its kind yet. */
  Metadata withAbsent(RawProfile profile) {
    byte[] data = profile.data();
    return switch (profile.kind()) {
      case "exif", "app1" -> {
        Bytes bytes = Bytes.bigEndian(data);
        if (bytes.has(0, JpegHeader.XMP)) {
          yield xmp == null ? withXmp(bytes.slice(JpegHeader.XMP.length(), data.length)) : this;
        }
        int prefix = bytes.has(0, JpegHeader.EXIF) ? JpegHeader.EXIF.length() : 0;
        yield exif == null ? withExif(bytes.slice(prefix, data.length)) : this;
      }
      case "xmp" -> xmp == null ? withXmp(data) : this;
      case "icc", "icm" -> icc == null ? withIcc(data) : this;
      case "iptc", "8bim" -> {
        boolean resources = Bytes.bigEndian(data).has(0, "8BIM");
        byte[] block =
            resources
                ? PhotoshopResources.joined(photoshop, data)
                : PhotoshopResources.withIptc(photoshop, data);
        yield new Metadata(exif, xmp, block, icc);
      }
      default -> this;
    };
  }

  /** Whether profiles of the kind are read into one of these blocks. */
  static boolean holds(RawProfile profile) {
    return switch (profile.kind()) {
      case "exif", "app1", "xmp", "icc", "icm", "iptc", "8bim" -> true;
      default -> false;
    };
  }
}
