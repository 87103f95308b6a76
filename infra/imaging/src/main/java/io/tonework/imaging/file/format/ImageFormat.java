package io.tonework.imaging.file.format;

import io.tonework.imaging.fault.UnsupportedImage;

/** The file formats of photographs that are read, everywhere or where they are switched on. */
public enum ImageFormat implements FileFormat {
  JPEG("image/jpeg", "jpg"),
  PNG("image/png", "png"),
  TIFF("image/tiff", "tif"),
  WEBP("image/webp", "webp"),
  AVIF("image/avif", "avif"),
  HEIC("image/heic", "heic"),
  JXL("image/jxl", "jxl"),
  RAW("image/x-raw", "raw");

  private final String mediaType;
  private final String extension;

  ImageFormat(String mediaType, String extension) {
    this.mediaType = mediaType;
    this.extension = extension;
  }

  /** The media type, such as {@code image/jpeg}. */
  public String mediaType() {
    return mediaType;
  }

  /** The usual file name extension without the dot. */
  public String extension() {
    return extension;
  }

  /**
   * Whether photographs of this format are read only where the operator has switched it on. They
   * are turned into another format, by decoders that run in processes of their own only.
   * Photographs of the other formats are accepted everywhere; whether a given codec can decode or
   * write them, the codec says.
   */
  public boolean isOptIn() {
    return this == JXL || this == RAW;
  }

  /** Whether samples of 16 bits survive in it. */
  public boolean holds16Bits() {
    return this == PNG || this == TIFF || this == AVIF || this == HEIC;
  }

  /** Whether it has a place for Photoshop's resources, the IPTC record among them. */
  public boolean holdsPhotoshopResources() {
    return this == JPEG || this == PNG || this == TIFF;
  }

  /**
   * Refuses to write what would lose its transparency, for every codec alike.
   *
   * @param channels samples per pixel: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha
   * @throws UnsupportedImage if there is alpha and this format has no place for it
   */
  public void requirePlaceForAlpha(int channels) {
    boolean alpha = channels == 2 || channels == 4;
    if (alpha && this == JPEG) {
      throw new UnsupportedImage("JPEG has no transparency; ask for PNG or TIFF");
    }
  }
}
