package io.tonework.imaging.file.jpeg;

import io.tonework.imaging.file.metadata.Bytes;
import java.util.OptionalInt;

/**
 * Tells with which quality a JPEG was written, by comparing its luminance quantisation table with
 * the scaled example table of ITU-T T.81, annex K, as libjpeg scales it.
 */
public final class JpegQuality {
  private static final int[] LUMINANCE_ZIGZAG = {
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37,
    29, 40, 58, 51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
    95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99
  };

  private JpegQuality() {}

  /**
   * The libjpeg quality, 1..100, whose luminance table is nearest to the file's by the sum of its
   * steps; empty if the file has no 8-bit luminance table.
   */
  public static OptionalInt estimate(JpegHeader header) {
    Bytes bytes = header.bytes();
    for (JpegHeader.Segment segment : header.segments()) {
      if (segment.marker() != JpegHeader.DQT) {
        continue;
      }
      int at = segment.offset();
      while (at + 65 <= segment.end()) {
        int precisionAndId = bytes.u8(at);
        if (precisionAndId == 0) {
          return OptionalInt.of(nearest(sum(bytes, at + 1)));
        }
        at += precisionAndId >> 4 == 0 ? 65 : 129;
      }
    }
    return OptionalInt.empty();
  }

  private static int sum(Bytes bytes, int at) {
    int sum = 0;
    for (int i = 0; i < 64; i++) {
      sum += bytes.u8(at + i);
    }
    return sum;
  }

  private static int nearest(int sum) {
    int best = 1;
    int bestDistance = Integer.MAX_VALUE;
    for (int quality = 1; quality <= 100; quality++) {
      int distance = Math.abs(sumAt(quality) - sum);
      if (distance <= bestDistance) {
        best = quality;
        bestDistance = distance;
      }
    }
    return best;
  }

  private static int sumAt(int quality) {
    int scale = quality < 50 ? 5000 / quality : 200 - quality * 2;
    int sum = 0;
    for (int step : LUMINANCE_ZIGZAG) {
      sum += Math.clamp((step * scale + 50) / 100, 1, 255);
    }
    return sum;
  }
}
