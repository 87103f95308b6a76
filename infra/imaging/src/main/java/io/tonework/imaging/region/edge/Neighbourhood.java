package io.tonework.imaging.region.edge;

import java.util.Arrays;

/** Dilation: marks the whole square around each marked place of a plane. */
final class Neighbourhood {
  private Neighbourhood() {}

  /**
   * Spreads marks.
   *
   * @param marks {@code byte[height * width]}, 0 or 1
   * @param reach half the side of the square around a mark
   * @return 1 where a mark is within reach along both axes, else 0
   */
  static byte[] of(byte[] marks, int width, int height, int reach) {
    byte[] across = new byte[marks.length];
    for (int y = 0; y < height; y++) {
      spread(marks, across, y * width, width, reach);
    }
    int[] counts = new int[width];
    byte[] near = new byte[marks.length];
    for (int y = 0; y < Math.min(reach, height); y++) {
      add(counts, across, y * width, 1);
    }
    for (int y = 0; y < height; y++) {
      if (y + reach < height) {
        add(counts, across, (y + reach) * width, 1);
      }
      if (y - reach > 0) {
        add(counts, across, (y - reach - 1) * width, -1);
      }
      for (int x = 0; x < width; x++) {
        near[y * width + x] = (byte) Math.min(1, counts[x]);
      }
    }
    return near;
  }

  private static void spread(byte[] marks, byte[] out, int at, int width, int reach) {
    int sum = 0;
    for (int x = 0; x < width; x++) {
      sum += marks[at + x];
    }
    if (sum == 0 || sum == width) {
      // most rows of most masks
      Arrays.fill(out, at, at + width, (byte) Math.min(1, sum));
      return;
    }
    int last = -reach - 1;
    for (int x = 0; x < width; x++) {
      last = marks[at + x] == 1 ? x : last;
      out[at + x] = (byte) (x - last <= reach ? 1 : 0);
    }
    last = width + reach;
    for (int x = width - 1; x >= 0; x--) {
      last = marks[at + x] == 1 ? x : last;
      out[at + x] |= (byte) (last - x <= reach ? 1 : 0);
    }
  }

  private static void add(int[] counts, byte[] row, int at, int sign) {
    for (int x = 0; x < counts.length; x++) {
      counts[x] += sign * row[at + x];
    }
  }
}
