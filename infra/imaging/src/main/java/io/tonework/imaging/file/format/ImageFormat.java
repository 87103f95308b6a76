package io.tonework.imaging.file.format;

import io.tonework.imaging.fault.UnsupportedImage;

/** The file formats that are told apart by their first bytes. */
public enum ImageFormat {
  JPEG("image/jpeg", "jpg", true),
  PNG("image/png", "png", true),
  TIFF("image/tiff", "tif", true),
  WEBP("image/webp", "webp", true),
  AVIF("image/avif", "avif", true),
  HEIC("image/heic", "heic", true),
  GIF("image/gif", "gif", false),
  BMP("image/bmp", "bmp", false),
  JXL("image/jxl", "jxl", false),
  PSD("image/vnd.adobe.photoshop", "psd", false),
  RAW("image/x-raw", "raw", false),
  PDF("application/pdf", "pdf", false),
  SVG("image/svg+xml", "svg", false);

  private final String mediaType;
  private final String extension;
  private final boolean accepted;

  ImageFormat(String mediaType, String extension, boolean accepted) {
    this.mediaType = mediaType;
    this.extension = extension;
    this.accepted = accepted;
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
   * Whether photographs of this format are accepted everywhere. Of the others some are {@linkplain
   * #isOptIn opt-in}; the rest is recognised only so that the sender can be told by name what was
   * refused. Whether a given codec can decode or write an accepted format, the codec says.
   */
  public boolean isAccepted() {
    return accepted;
  }

  /**
   * Whether photographs of this format are read where the operator has switched it on. They are
   * turned into another format, by decoders that run in processes of their own only.
   */
  public boolean isOptIn() {
    return this == JXL || this == RAW;
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
