package io.tonework.imaging.colour;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tonework.imaging.fault.CorruptImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the profiles that are three curves and a matrix, or one curve for grey (ICC.1:2022, 8.3 and
 * 8.4), and hands those built on tables to the colour engine of the JDK.
 */
public final class IccProfile {
  /** Classes of inputs, displays, outputs and colour spaces (ICC.1:2022, 7.2.5). */
  private static final Set<String> PICTURES = Set.of("scnr", "mntr", "prtr", "spac");

  private static final int MAX_TAGS = 200;
  private static final double S15_FIXED_16 = 65536;

  private final ByteBuffer data;
  private final Map<String, Integer> tags = new HashMap<>();
  private final String space;

  private IccProfile(byte[] profile) {
    data = ByteBuffer.wrap(profile);
    if (profile.length < 132 || !text(36).equals("acsp")) {
      throw new CorruptImage("the embedded colour profile is no ICC profile");
    }
    String kind = text(12);
    if (!PICTURES.contains(kind)) {
      throw new CorruptImage(
          "the embedded colour profile is of the class '%s', which no picture has"
              .formatted(kind.strip()));
    }
    space = text(16);
    long said = Integer.toUnsignedLong(data.getInt(0));
    if (said < 132) {
      throw new CorruptImage(
          "the embedded colour profile says that it has %d bytes".formatted(said));
    }
    int count = Math.min(data.getInt(128), MAX_TAGS);
    for (int i = 0; i < count; i++) {
      tags.put(text(132 + i * 12), data.getInt(136 + i * 12));
    }
  }

  /**
   * Opens a profile.
   *
   * @throws CorruptImage if it is none, or is cut short
   */
  public static IccProfile parse(byte[] profile) {
    try {
      return new IccProfile(profile);
    } catch (IndexOutOfBoundsException e) {
      throw new CorruptImage("the embedded colour profile is cut short", e);
    }
  }

  /** The colour space of its pixels: {@code RGB}, {@code GRAY}, {@code CMYK}, {@code Lab}... */
  String colourSpace() {
    return space.strip();
  }

  /**
   * The space of an RGB profile.
   *
   * @return empty if there is no way back into it, as in profiles of cameras and scanners
   * @throws CorruptImage if it cannot be read, or is for other channels than RGB
   */
  public Optional<RgbSpace> rgb() {
    requireChannels("RGB ");
    if (tags.containsKey("A2B0")) {
      return tags.containsKey("B2A0") ? Optional.of(TableSpace.of(data.array())) : Optional.empty();
    }
    return Optional.of(
        read(() -> {
          double[] r = xyz("rXYZ");
          double[] g = xyz("gXYZ");
          double[] b = xyz("bXYZ");
          double[] toXyz = {r[0], g[0], b[0], r[1], g[1], b[1], r[2], g[2], b[2]};
          ToneCurve red = curve("rTRC");
          ToneCurve green = tags.containsKey("gTRC") ? curve("gTRC") : red;
          ToneCurve blue = tags.containsKey("bTRC") ? curve("bTRC") : red;
          return new MatrixSpace(toXyz, red, green, blue);
        }));
  }

  /**
   * The curve of a grey profile; of an RGB profile, which some writers leave in grey pictures, that
   * of green.
   *
   * @return empty if it is built on tables
   * @throws CorruptImage if it cannot be read, or is for other channels
   */
  Optional<ToneCurve> grey() {
    if (space.equals("RGB ") && tags.containsKey("gTRC")) {
      return Optional.of(read(() -> curve("gTRC")));
    }
    requireChannels("GRAY");
    return tags.containsKey("kTRC") ? Optional.of(read(() -> curve("kTRC"))) : Optional.empty();
  }

  private void requireChannels(String wanted) {
    if (!space.equals(wanted)) {
      throw new CorruptImage(
          "the embedded colour profile is for %s, the picture is %s"
              .formatted(colourSpace(), wanted.strip()));
    }
  }

  private static <T> T read(java.util.function.Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new CorruptImage("the embedded colour profile is cut short", e);
    }
  }

  private double[] xyz(String tag) {
    int at = at(tag) + 8;
    return new double[] {fixed(at), fixed(at + 4), fixed(at + 8)};
  }

  private ToneCurve curve(String tag) {
    int at = at(tag);
    return switch (text(at)) {
      case "curv" -> sampled(at);
      case "para" -> parametric(at);
      default -> throw new CorruptImage("the profile's tone curve is a '" + text(at) + "'");
    };
  }

  private ToneCurve sampled(int at) {
    int count = data.getInt(at + 8);
    if (count == 0) {
      return ToneCurve.gamma(1);
    }
    if (count == 1) {
      return ToneCurve.gamma(unsigned(at + 12) / 256.0);
    }
    if (count < 0 || count > 65536) {
      throw new CorruptImage("the profile's tone curve has " + count + " samples");
    }
    double[] samples = new double[count];
    for (int i = 0; i < count; i++) {
      samples[i] = unsigned(at + 12 + i * 2) / 65535.0;
    }
    return new ToneCurve.Sampled(samples);
  }

  private ToneCurve parametric(int at) {
    int type = unsigned(at + 8);
    double[] p = new double[7];
    int[] counts = {1, 3, 4, 5, 7};
    if (type >= counts.length) {
      throw new CorruptImage("the profile's tone curve has the unknown type " + type);
    }
    for (int i = 0; i < counts[type]; i++) {
      p[i] = fixed(at + 12 + i * 4);
    }
    return switch (type) {
      case 0 -> ToneCurve.gamma(p[0]);
      case 1 -> new ToneCurve.Parametric(p[0], p[1], p[2], 0, Math.max(0, -p[2] / p[1]), 0, 0);
      case 2 ->
          new ToneCurve.Parametric(p[0], p[1], p[2], 0, Math.max(0, -p[2] / p[1]), p[3], p[3]);
      case 3 -> new ToneCurve.Parametric(p[0], p[1], p[2], p[3], p[4], 0, 0);
      default -> new ToneCurve.Parametric(p[0], p[1], p[2], p[3], p[4], p[5], p[6]);
    };
  }

  private int at(String tag) {
    Integer at = tags.get(tag);
    if (at == null) {
      throw new CorruptImage("the colour profile has no " + tag);
    }
    return at;
  }

  private int unsigned(int at) {
    return data.getShort(at) & 0xFFFF;
  }

  private double fixed(int at) {
    return data.getInt(at) / S15_FIXED_16;
  }

  private String text(int at) {
    byte[] four = new byte[4];
    data.get(at, four);
    return new String(four, US_ASCII);
  }
}
