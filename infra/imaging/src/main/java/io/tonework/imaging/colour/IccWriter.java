package io.tonework.imaging.colour;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes display profiles of matrix and curve (ICC.1:2022, 8.3), for spaces that files declare. */
final class IccWriter {
  private static final int HEADER_BYTES = 128;
  private static final double[] D50 = {0.9642, 1, 0.8249};

  private IccWriter() {}

  /**
   * A profile, the same bytes for the same space.
   *
   * @param toXyz {@code double[9]}, row by row: linear RGB to XYZ under D50
   * @param curve of all three channels
   */
  static byte[] profile(String description, double[] toXyz, ToneCurve.Parametric curve) {
    Map<String, byte[]> tags = new LinkedHashMap<>();
    tags.put("desc", text(description));
    tags.put("cprt", text("No copyright, use freely"));
    tags.put("wtpt", xyz(D50[0], D50[1], D50[2]));
    tags.put("rXYZ", xyz(toXyz[0], toXyz[3], toXyz[6]));
    tags.put("gXYZ", xyz(toXyz[1], toXyz[4], toXyz[7]));
    tags.put("bXYZ", xyz(toXyz[2], toXyz[5], toXyz[8]));
    tags.put("rTRC", parametric(curve));
    tags.put("gTRC", tags.get("rTRC"));
    tags.put("bTRC", tags.get("rTRC"));
    int table = HEADER_BYTES + 4 + tags.size() * 12;
    int size = table + tags.values().stream().mapToInt(tag -> padded(tag.length)).sum();
    ByteBuffer out = ByteBuffer.allocate(size);
    header(out, size);
    out.position(HEADER_BYTES).putInt(tags.size());
    int at = table;
    for (var tag : tags.entrySet()) {
      out.put(tag.getKey().getBytes(US_ASCII)).putInt(at).putInt(tag.getValue().length);
      out.put(at, tag.getValue());
      at += padded(tag.getValue().length);
    }
    return out.array();
  }

  private static void header(ByteBuffer out, int size) {
    out.putInt(0, size).putInt(8, 0x04300000);
    out.put(12, "mntrRGB XYZ ".getBytes(US_ASCII));
    // a date is required; the result must not depend on when it was made
    out.putShort(24, (short) 2026).putShort(26, (short) 1).putShort(28, (short) 1);
    out.put(36, "acsp".getBytes(US_ASCII));
    for (int i = 0; i < 3; i++) {
      out.putInt(68 + i * 4, fixed(D50[i]));
    }
  }

  private static byte[] text(String text) {
    byte[] characters = text.getBytes(UTF_16BE);
    return ByteBuffer.allocate(28 + characters.length)
        .put("mluc".getBytes(US_ASCII))
        .putInt(0)
        .putInt(1)
        .putInt(12)
        .put("enUS".getBytes(US_ASCII))
        .putInt(characters.length)
        .putInt(28)
        .put(characters)
        .array();
  }

  private static byte[] xyz(double x, double y, double z) {
    return ByteBuffer.allocate(20)
        .put("XYZ ".getBytes(US_ASCII))
        .putInt(0)
        .putInt(fixed(x))
        .putInt(fixed(y))
        .putInt(fixed(z))
        .array();
  }

  /** Type 3 of parametric curves: g, a, b, c, d. */
  private static byte[] parametric(ToneCurve.Parametric curve) {
    return ByteBuffer.allocate(32)
        .put("para".getBytes(US_ASCII))
        .putInt(0)
        .putShort((short) 3)
        .putShort((short) 0)
        .putInt(fixed(curve.g()))
        .putInt(fixed(curve.a()))
        .putInt(fixed(curve.b()))
        .putInt(fixed(curve.c()))
        .putInt(fixed(curve.d()))
        .array();
  }

  private static int fixed(double value) {
    return (int) Math.round(value * 65536);
  }

  private static int padded(int length) {
    return length + 3 & ~3;
  }
}
