package io.tonework.samples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * Where a scene is painted: linear light at a moderate size. Coordinates are u = 0..{@link
 * #aspect()} from left to right and v = 0..1 from top to bottom. Not thread-safe.
 */
final class Canvas {
  final int width;
  final int height;

  /** {@code float[height * width * 3]}, linear light, 1 is a white wall in the sun. */
  final float[] light;

  /** {@code float[height * width]}: how much fine texture the full size shows here, 0..1. */
  final float[] texture;

  Canvas(int width, int height) {
    this.width = width;
    this.height = height;
    this.light = new float[width * height * 3];
    this.texture = new float[width * height];
  }

  /** The colour of a place. */
  @FunctionalInterface
  interface Shader {
    /** Writes linear light to {@code out}, which holds what was there. */
    void at(float u, float v, float[] out);
  }

  float aspect() {
    return width / (float) height;
  }

  /** Paints everywhere. */
  void fill(float fineness, Shader shader) {
    float[] out = new float[3];
    for (int y = 0; y < height; y++) {
      float v = (y + 0.5f) / height;
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        System.arraycopy(light, at * 3, out, 0, 3);
        shader.at((x + 0.5f) / height, v, out);
        System.arraycopy(out, 0, light, at * 3, 3);
        texture[at] = fineness;
      }
    }
  }

  /** Paints inside a shape given in (u, v), its edge softened by the radius in units of v. */
  void paint(Shape shape, float softness, float fineness, Shader shader) {
    paint(coverage(shape, softness), fineness, 1, shader);
  }

  /** Paints where a coverage of 0..1 says so. */
  void paint(Coverage coverage, float fineness, float opacity, Shader shader) {
    float[] out = new float[3];
    for (int y = coverage.top; y < coverage.bottom; y++) {
      float v = (y + 0.5f) / height;
      for (int x = coverage.left; x < coverage.right; x++) {
        float share = coverage.at(x, y) * opacity;
        if (share > 0.002f) {
          int at = y * width + x;
          System.arraycopy(light, at * 3, out, 0, 3);
          shader.at((x + 0.5f) / height, v, out);
          for (int c = 0; c < 3; c++) {
            light[at * 3 + c] += share * (out[c] - light[at * 3 + c]);
          }
          texture[at] += share * (fineness - texture[at]);
        }
      }
    }
  }

  /** How much of each pixel a shape covers. */
  Coverage coverage(Shape shape, float softness) {
    int radius = Math.round(softness * height);
    java.awt.geom.Rectangle2D bounds = shape.getBounds2D();
    int margin = 2 * radius + 2;
    int left = (int) Math.clamp(Math.floor(bounds.getMinX() * height) - margin, 0, width);
    int right = (int) Math.clamp(Math.ceil(bounds.getMaxX() * height) + margin, 0, width);
    int top = (int) Math.clamp(Math.floor(bounds.getMinY() * height) - margin, 0, height);
    int bottom = (int) Math.clamp(Math.ceil(bounds.getMaxY() * height) + margin, 0, height);
    if (left >= right || top >= bottom) {
      return new Coverage(0, 0, 0, 0, new float[0]);
    }
    BufferedImage mask =
        new BufferedImage(right - left, bottom - top, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = mask.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.translate(-left, -top);
    graphics.transform(AffineTransform.getScaleInstance(height, height));
    graphics.setColor(Color.WHITE);
    graphics.fill(shape);
    graphics.dispose();
    byte[] bytes = ((DataBufferByte) mask.getRaster().getDataBuffer()).getData();
    float[] values = new float[bytes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (bytes[i] & 0xFF) / 255f;
    }
    for (int pass = 0; pass < 2 && radius > 0; pass++) {
      Blur.box(values, right - left, bottom - top, 1, radius);
    }
    return new Coverage(left, top, right, bottom, values);
  }

  /**
   * Coverage of a rectangle of the canvas, in pixels.
   *
   * @param values {@code float[(bottom - top) * (right - left)]}, 0..1
   */
  @SuppressWarnings("ArrayRecordComponent") // a mask, never compared
  record Coverage(int left, int top, int right, int bottom, float[] values) {
    float at(int x, int y) {
      return values[(y - top) * (right - left) + x - left];
    }
  }

  /** Adds light around a place: a lamp and its glow. */
  void glow(float u, float v, float radius, float[] colour, float strength) {
    int reach = Math.round(radius * 4 * height);
    int cx = Math.round(u * height);
    int cy = Math.round(v * height);
    float spread = radius * height;
    for (int y = Math.max(0, cy - reach); y < Math.min(height, cy + reach); y++) {
      for (int x = Math.max(0, cx - reach); x < Math.min(width, cx + reach); x++) {
        float d2 = ((x - cx) * (float) (x - cx) + (y - cy) * (float) (y - cy)) / (spread * spread);
        float fade = strength / (1 + d2 * 3) * Math.max(0, 1 - d2 / 16);
        for (int c = 0; c < 3; c++) {
          light[(y * width + x) * 3 + c] += colour[c] * fade;
        }
      }
    }
  }

  /** Throws everything painted so far out of focus. */
  void blur(float radius) {
    int pixels = Math.max(1, Math.round(radius * height));
    for (int pass = 0; pass < 3; pass++) {
      Blur.box(light, width, height, 3, pixels);
    }
  }
}
