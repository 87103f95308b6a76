package io.tonework.imaging.pixels;

/**
 * A small upright picture in sRGB.
 *
 * @param width pixels
 * @param height pixels
 * @param rgb {@code byte[height * width * 3]}, sRGB-encoded, interleaved, row by row from the top
 *     left, each byte 0..255 unsigned; owned by this record, not copied
 * @param profileIgnored whether the file has a colour profile that cannot be read, so that its
 *     numbers were taken for what they are without one, usually sRGB
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are never compared, and a copy costs megabytes
public record RgbImage(int width, int height, byte[] rgb, boolean profileIgnored) {
  /** Checks that the array fits the size. */
  public RgbImage {
    if (width < 1 || height < 1 || rgb.length != width * height * 3) {
      throw new IllegalArgumentException(
          "%d bytes do not hold %d x %d RGB pixels".formatted(rgb.length, width, height));
    }
  }

  /** A picture whose colours are known. */
  public RgbImage(int width, int height, byte[] rgb) {
    this(width, height, rgb, false);
  }

  /** The same picture, saying whether a profile was ignored. */
  public RgbImage withProfileIgnored(boolean ignored) {
    return new RgbImage(width, height, rgb, ignored);
  }

  /** The pixels as {@code float[height * width * 3]}, sRGB-encoded, 0..1. */
  public float[] toFloats() {
    float[] floats = new float[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      floats[i] = (rgb[i] & 0xFF) / 255f;
    }
    return floats;
  }
}
