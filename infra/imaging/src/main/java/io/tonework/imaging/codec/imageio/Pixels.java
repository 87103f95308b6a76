package io.tonework.imaging.codec.imageio;

import io.tonework.imaging.pixels.Dither;
import io.tonework.imaging.pixels.RowMap;
import org.jspecify.annotations.Nullable;

/**
 * A decoded picture at its own depth, interleaved. Owns its array; not thread-safe.
 *
 * @param width pixels
 * @param height pixels
 * @param channels 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha
 * @param bytes {@code byte[height * width * channels]} if 8 bits deep, else null
 * @param shorts {@code short[height * width * channels]}, unsigned, if 16 bits deep, else null
 * @param converted whether the decoder had to convert the colours to sRGB
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes of pixels, never compared
record Pixels(
    int width,
    int height,
    int channels,
    byte @Nullable [] bytes,
    short @Nullable [] shorts,
    boolean converted) {

  static Pixels of(int width, int height, int channels, int bits, boolean converted) {
    int samples = Math.multiplyExact(Math.multiplyExact(width, height), channels);
    return new Pixels(
        width,
        height,
        channels,
        bits == 8 ? new byte[samples] : null,
        bits == 16 ? new short[samples] : null,
        converted);
  }

  int bits() {
    return shorts != null ? 16 : 8;
  }

  int sample(int index) {
    return shorts != null ? shorts[index] & 0xFFFF : bytes == null ? 0 : bytes[index] & 0xFF;
  }

  void set(int index, int value) {
    if (shorts != null) {
      shorts[index] = (short) value;
    } else if (bytes != null) {
      bytes[index] = (byte) value;
    }
  }

  void mapRow(int y, RowMap rows) {
    int length = width * channels;
    if (shorts != null) {
      short[] row = new short[length];
      System.arraycopy(shorts, y * length, row, 0, length);
      rows.map(row, width, 0, y);
      System.arraycopy(row, 0, shorts, y * length, length);
    } else if (bytes != null) {
      byte[] row = new byte[length];
      System.arraycopy(bytes, y * length, row, 0, length);
      rows.map(row, width, 0, y);
      System.arraycopy(row, 0, bytes, y * length, length);
    }
  }

  /** Whether there is alpha, and it is at its highest level everywhere. */
  boolean isOpaque() {
    if (channels != 2 && channels != 4) {
      return false;
    }
    int full = bits() == 16 ? 65535 : 255;
    for (int at = channels - 1; at < width * height * channels; at += channels) {
      if (sample(at) != full) {
        return false;
      }
    }
    return true;
  }

  /** The same with colours that are not multiplied by the last channel, in place. */
  Pixels unpremultiplied() {
    int full = bits() == 16 ? 65535 : 255;
    for (int at = 0; at < width * height * channels; at += channels) {
      int opacity = sample(at + channels - 1);
      for (int c = 0; opacity > 0 && opacity < full && c < channels - 1; c++) {
        long whole = ((long) sample(at + c) * full + opacity / 2) / opacity;
        set(at + c, (int) Math.min(full, whole));
      }
    }
    return this;
  }

  /** The same without its last channel. */
  Pixels withoutAlpha() {
    Pixels out = of(width, height, channels - 1, bits(), converted);
    for (int p = 0; p < width * height; p++) {
      for (int c = 0; c < channels - 1; c++) {
        out.set(p * (channels - 1) + c, sample(p * channels + c));
      }
    }
    return out;
  }

  /** The same at 8 bits, dithered. */
  Pixels narrowed() {
    if (shorts == null) {
      return this;
    }
    Pixels narrow = of(width, height, channels, 8, converted);
    int length = width * channels;
    short[] wide = new short[length];
    byte[] row = new byte[length];
    for (int y = 0; y < height; y++) {
      System.arraycopy(shorts, y * length, wide, 0, length);
      Dither.narrow(wide, row, width, channels, 0, y);
      for (int i = 0; i < length; i++) {
        narrow.set(y * length + i, row[i]);
      }
    }
    return narrow;
  }

  /**
   * The same turned upright.
   *
   * @param orientation the EXIF orientation, 1..8
   */
  Pixels upright(int orientation) {
    if (orientation == 1) {
      return this;
    }
    boolean swapped = orientation >= 5;
    Pixels out =
        of(swapped ? height : width, swapped ? width : height, channels, bits(), converted);
    for (int y = 0; y < out.height; y++) {
      for (int x = 0; x < out.width; x++) {
        int from = source(orientation, x, y) * channels;
        int to = (y * out.width + x) * channels;
        for (int c = 0; c < channels; c++) {
          out.set(to + c, sample(from + c));
        }
      }
    }
    return out;
  }

  /** The stored pixel that is shown at (x, y) (Exif 2.32, 4.6.4 A). */
  private int source(int orientation, int x, int y) {
    int sx =
        switch (orientation) {
          case 2, 3 -> width - 1 - x;
          case 5, 6 -> y;
          case 7, 8 -> width - 1 - y;
          default -> x;
        };
    int sy =
        switch (orientation) {
          case 3, 4 -> height - 1 - y;
          case 5, 8 -> x;
          case 6, 7 -> height - 1 - x;
          default -> y;
        };
    return sy * width + sx;
  }
}
