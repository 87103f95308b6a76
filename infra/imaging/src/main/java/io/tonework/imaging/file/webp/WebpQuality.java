package io.tonework.imaging.file.webp;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Tells with which quality a lossy WebP was written, by the quantiser in its VP8 frame header (RFC
 * 6386, 9.3 and 9.6), as libwebp sets it.
 */
public final class WebpQuality {
  private static final int FRAME_HEADER = 10;
  private static final int SEGMENTS = 4;

  private WebpQuality() {}

  /**
   * The libwebp quality, 1..100, whose quantiser is nearest to the mean of the file's three finest
   * segments; empty if the file is lossless or its frame cannot be read.
   */
  public static OptionalInt estimate(WebpHeader header) {
    return header.chunks().stream()
        .filter(chunk -> chunk.type().equals("VP8 ") && chunk.length() > FRAME_HEADER + 8)
        .mapToInt(chunk -> nearest(quantiser(header.bytes().array(), chunk)))
        .findFirst();
  }

  /** The mean quantiser index of the three finest segments, 0..127. */
  private static double quantiser(byte[] file, WebpHeader.Chunk chunk) {
    BoolDecoder in =
        new BoolDecoder(file, chunk.offset() + FRAME_HEADER, chunk.offset() + chunk.length());
    in.literal(2); // colour space and clamping
    boolean segmented = in.flag();
    boolean absolute = false;
    int[] segments = new int[SEGMENTS];
    if (segmented) {
      boolean map = in.flag();
      if (in.flag()) {
        absolute = in.flag();
        for (int i = 0; i < SEGMENTS; i++) {
          segments[i] = in.flag() ? in.signed(7) : 0;
        }
        for (int i = 0; i < SEGMENTS; i++) {
          var _ = in.flag() ? in.signed(6) : 0; // loop filter
        }
      }
      for (int i = 0; map && i < 3; i++) {
        var _ = in.flag() ? in.literal(8) : 0;
      }
    }
    in.literal(1 + 6 + 3); // filter type, level, sharpness
    boolean adjusted = in.flag();
    if (adjusted && in.flag()) {
      for (int i = 0; i < 8; i++) {
        var _ = in.flag() ? in.signed(6) : 0;
      }
    }
    in.literal(2); // partitions
    int base = in.literal(7);
    if (!segmented) {
      return base;
    }
    boolean isAbsolute = absolute;
    // the coarsest is for busy places, and lies farther from the quality than the others
    return Arrays.stream(segments)
        .map(segment -> Math.clamp(isAbsolute ? segment : base + segment, 0, 127))
        .sorted()
        .limit(SEGMENTS - 1)
        .average()
        .orElse(base);
  }

  private static int nearest(double quantiser) {
    int best = 1;
    double bestDistance = Double.MAX_VALUE;
    for (int quality = 1; quality <= 100; quality++) {
      double distance = Math.abs(quantiserAt(quality) - quantiser);
      if (distance <= bestDistance) {
        best = quality;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** What libwebp makes of a quality: a cube root, so that steps of quality are steps of size. */
  private static double quantiserAt(int quality) {
    double c = quality / 100.0;
    double linear = c < 0.75 ? c * (2 / 3.0) : 2 * c - 1;
    return 127 * (1 - Math.cbrt(linear));
  }

  /** The boolean entropy decoder (RFC 6386, 7.3), for even probabilities only. */
  private static final class BoolDecoder {
    private final byte[] data;
    private final int end;
    private int at;
    private int value;
    private int range = 255;
    private int bits;

    BoolDecoder(byte[] data, int from, int end) {
      this.data = data;
      this.at = from;
      this.end = end;
      value = next() << 8 | next();
    }

    private int next() {
      return at < end ? data[at++] & 0xFF : 0;
    }

    boolean flag() {
      int split = 1 + (((range - 1) * 128) >> 8);
      boolean set = value >= split << 8;
      if (set) {
        range -= split;
        value -= split << 8;
      } else {
        range = split;
      }
      while (range < 128) {
        value <<= 1;
        range <<= 1;
        if (++bits == 8) {
          bits = 0;
          value |= next();
        }
      }
      return set;
    }

    int literal(int count) {
      int number = 0;
      for (int i = 0; i < count; i++) {
        number = number << 1 | (flag() ? 1 : 0);
      }
      return number;
    }

    int signed(int count) {
      int number = literal(count);
      return flag() ? -number : number;
    }
  }
}
