package io.tonework.ingest;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Small files that are photos, and some that only look like it. */
public final class TestPhotos {
  private TestPhotos() {}

  /** A JPEG whose bytes differ for each seed. */
  public static byte[] jpeg(int seed) {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(
        new GradientPaint(0, 0, new Color(seed * 7_919 & 0xffffff), 64, 48, Color.ORANGE));
    graphics.fillRect(0, 0, 64, 48);
    graphics.dispose();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toByteArray();
  }

  /** A PNG of a few bytes whose header claims that many pixels. */
  public static byte[] pngThatClaims(int width, int height) {
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    file.writeBytes(chunk("IHDR", header));
    file.writeBytes(chunk("IDAT", new byte[] {0x78, (byte) 0x9c, 3, 0, 0, 0, 0, 1}));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  private static byte[] chunk(String type, byte[] data) {
    CRC32 checksum = new CRC32();
    checksum.update(type.getBytes(StandardCharsets.US_ASCII));
    checksum.update(data);
    return ByteBuffer.allocate(data.length + 12)
        .putInt(data.length)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .put(data)
        .putInt((int) checksum.getValue())
        .array();
  }
}
