package io.tonework.imaging.codec.vips;

import io.tonework.imaging.colour.PhotoColour;
import io.tonework.imaging.colour.RgbSpace;
import io.tonework.imaging.colour.ToneCurve;
import io.tonework.imaging.pixels.RgbImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Turns whatever libvips made of a small picture into plain 8-bit RGB. */
final class Flat {
  private Flat() {}

  /** Grey becomes three equal channels, alpha is laid over white. */
  static RgbImage rgb(VipsImage image) {
    int width = image.width();
    int height = image.height();
    int bands = image.bands();
    byte[] samples = image.format() == VipsImage.USHORT ? narrow(image.pixels()) : image.pixels();
    byte[] rgb = new byte[width * height * 3];
    boolean alpha = bands == 2 || bands == 4;
    int colours = bands < 3 ? 1 : 3;
    for (int p = 0; p < width * height; p++) {
      int opacity = alpha ? samples[p * bands + bands - 1] & 0xFF : 255;
      for (int c = 0; c < 3; c++) {
        int value = samples[p * bands + (colours == 1 ? 0 : c)] & 0xFF;
        rgb[p * 3 + c] = (byte) ((value * opacity + 255 * (255 - opacity) + 127) / 255);
      }
    }
    return new RgbImage(width, height, rgb);
  }

  /** The picture converted to sRGB; what sRGB cannot show is cut off channel by channel. */
  static RgbImage toSrgb(RgbImage picture, PhotoColour colour) {
    byte[] from = picture.rgb();
    byte[] to = new byte[from.length];
    double[] rgb = new double[3];
    for (int p = 0; p < from.length; p += 3) {
      for (int c = 0; c < 3; c++) {
        rgb[c] = (from[p + c] & 0xFF) / 255.0;
      }
      switch (colour) {
        case PhotoColour.Rgb(RgbSpace space) -> space.toSrgb(rgb);
        case PhotoColour.Grey(ToneCurve curve) ->
            Arrays.fill(rgb, ToneCurve.SRGB.toEncoded(curve.toLinear(rgb[0])));
      }
      for (int c = 0; c < 3; c++) {
        to[p + c] = (byte) Math.round(Math.clamp(rgb[c], 0, 1) * 255);
      }
    }
    return new RgbImage(picture.width(), picture.height(), to);
  }

  private static byte[] narrow(byte[] wide) {
    ByteBuffer buffer = ByteBuffer.wrap(wide).order(ByteOrder.nativeOrder());
    byte[] narrow = new byte[wide.length / 2];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (byte) (((buffer.getShort(i * 2) & 0xFFFF) + 128) / 257);
    }
    return narrow;
  }
}
