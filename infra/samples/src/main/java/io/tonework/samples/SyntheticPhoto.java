package io.tonework.samples;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Takes a photograph of a scene that exists only as code. The same arguments give the same pixels
 * on every machine. Stateless and thread-safe.
 */
public final class SyntheticPhoto {
  /** The longer side at which a scene is painted; larger photos add fine texture and grain. */
  private static final int PAINTED_SIDE = 1100;

  private static final int TILE = 256;

  private SyntheticPhoto() {}

  /**
   * Takes a photo by the scene's name, as in {@link Scene}, in any case, without a fault.
   *
   * @throws IllegalArgumentException if there is no such scene
   */
  public static BufferedImage scene(String name, int width, int height, long seed) {
    return take(
        Scene.valueOf(name.toUpperCase(Locale.ROOT)), width, height, seed, CaptureFault.NONE);
  }

  /**
   * Takes a photo.
   *
   * @param width pixels, at least 16
   * @param height pixels, at least 16
   * @param seed what varies within the scene
   * @return 8-bit sRGB, {@link BufferedImage#TYPE_INT_RGB}
   */
  public static BufferedImage take(
      Scene scene, int width, int height, long seed, CaptureFault fault) {
    if (width < 16 || height < 16) {
      throw new IllegalArgumentException(
          "a photo has at least 16 x 16 pixels, not %d x %d".formatted(width, height));
    }
    double scale = Math.min(1, PAINTED_SIDE / (double) Math.max(width, height));
    Canvas canvas =
        new Canvas(
            Math.max(16, (int) Math.round(width * scale)),
            Math.max(16, (int) Math.round(height * scale)));
    scene.paint(canvas, seed);
    float[] developed = develop(canvas, fault);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    enlarge(canvas, developed, fault.grain, seed, image);
    return image;
  }

  /**
   * Takes a photo and writes it as a camera would: JPEG with EXIF data and an sRGB profile.
   *
   * @param quality 1..100
   */
  public static byte[] jpeg(
      Scene scene, int width, int height, long seed, CaptureFault fault, int quality) {
    byte[] plain = encode(take(scene, width, height, seed, fault), quality);
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    return CameraFile.withMetadata(plain, profile, width, height, seed);
  }

  /** Writes a picture as JPEG without any metadata. */
  private static byte[] encode(BufferedImage image, int quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality / 100f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a picture in memory could not be written as JPEG", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Lens, sensor and tone curve: linear light to encoded 0..255. */
  private static float[] develop(Canvas canvas, CaptureFault fault) {
    float[] out = new float[canvas.light.length];
    float[] gains = {
      fault.exposure * fault.red, fault.exposure * fault.green, fault.exposure * fault.blue
    };
    float[] table = toneTable();
    float cx = canvas.width / 2f;
    float cy = canvas.height / 2f;
    for (int y = 0; y < canvas.height; y++) {
      for (int x = 0; x < canvas.width; x++) {
        float dx = (x - cx) / cx;
        float dy = (y - cy) / cy;
        float vignette = 1 - 0.10f * (dx * dx + dy * dy);
        int at = (y * canvas.width + x) * 3;
        float grey = 0;
        for (int c = 0; c < 3; c++) {
          out[at + c] = tone(table, canvas.light[at + c] * gains[c] * vignette);
          grey += out[at + c] / 3;
        }
        if (fault.haze > 0) {
          for (int c = 0; c < 3; c++) {
            float faded = out[at + c] + 0.45f * (grey - out[at + c]);
            out[at + c] = 0.5f * faded + 255 * (0.22f + 0.06f * fault.haze);
          }
        }
      }
    }
    return out;
  }

  private static float[] toneTable() {
    float[] table = new float[4097];
    for (int i = 0; i <= 4096; i++) {
      // the table is over the square root, for even precision in the shadows
      float light = i / 4096f * 2;
      light *= light;
      float rolled =
          light < 0.7f ? light : 0.7f + 0.3f * (1 - (float) Math.exp(-(light - 0.7f) / 0.3f));
      table[i] = 255 * Light.encoded(Math.min(1, rolled));
    }
    return table;
  }

  private static float tone(float[] table, float light) {
    float index = (float) Math.sqrt(Math.clamp(light, 0f, 3.99f)) * 2048;
    int i = (int) index;
    return table[i] + (index - i) * (table[i + 1] - table[i]);
  }

  /** To the wanted size, with the texture and the grain that only the full size shows. */
  private static void enlarge(
      Canvas canvas, float[] developed, float grain, long seed, BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] argb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    float[] fine = Tiles.texture(seed);
    float[] noise = Tiles.grain(seed + 1);
    float enlarged = Math.min(1, (width / (float) canvas.width - 1) / 2);
    float[] row = new float[canvas.width * 4];
    for (int y = 0; y < height; y++) {
      blendRows(canvas, developed, (y + 0.5f) * canvas.height / height - 0.5f, row);
      // rows of the tile are shifted by a hash, so that the tile does not show
      int shift = (((y * 0x9E37) >> 4) ^ (int) seed) & (TILE - 1);
      float step = canvas.width / (float) width;
      float sx = 0.5f * step - 0.5f;
      for (int x = 0; x < width; x++, sx += step) {
        float at = Math.clamp(sx, 0f, canvas.width - 1.001f);
        int i = (int) at;
        float f = at - i;
        i *= 4;
        float detail = fine[(y & (TILE - 1)) * TILE + (x & (TILE - 1))];
        float strength = row[i + 3] + f * (row[i + 7] - row[i + 3]);
        float factor = 1 + detail * strength * enlarged;
        float speck =
            noise[((y * 37) & (TILE - 1)) * TILE + ((x + shift) & (TILE - 1))] * grain * 255;
        float r = (row[i] + f * (row[i + 4] - row[i])) * factor + speck;
        float g = (row[i + 1] + f * (row[i + 5] - row[i + 1])) * factor + speck * 0.9f;
        float b = (row[i + 2] + f * (row[i + 6] - row[i + 2])) * factor + speck * 1.2f;
        argb[y * width + x] = level(r) << 16 | level(g) << 8 | level(b);
      }
    }
  }

  /** One row between two painted rows: red, green, blue, texture. */
  private static void blendRows(Canvas canvas, float[] developed, float sy, float[] row) {
    float at = Math.clamp(sy, 0f, canvas.height - 1.001f);
    int y = (int) at;
    float f = at - y;
    int upper = y * canvas.width;
    int lower = upper + canvas.width;
    for (int x = 0; x < canvas.width; x++) {
      for (int c = 0; c < 3; c++) {
        float above = developed[(upper + x) * 3 + c];
        row[x * 4 + c] = above + f * (developed[(lower + x) * 3 + c] - above);
      }
      float above = canvas.texture[upper + x];
      row[x * 4 + 3] = above + f * (canvas.texture[lower + x] - above);
    }
  }

  private static int level(float value) {
    return Math.clamp((int) (value + 0.5f), 0, 255);
  }
}
