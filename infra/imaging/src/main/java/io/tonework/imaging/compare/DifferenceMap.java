package io.tonework.imaging.compare;

/**
 * The differences of two pictures at the size of a panel. Each place holds the largest difference
 * of the pixels that fall onto it, so that a single wrong one stays visible. Not thread-safe while
 * it is filled.
 */
final class DifferenceMap {
  final int width;
  final int height;
  private final int sourceWidth;
  private final int sourceHeight;
  private final float[] values;

  DifferenceMap(int width, int height, int sourceWidth, int sourceHeight) {
    this.width = width;
    this.height = height;
    this.sourceWidth = sourceWidth;
    this.sourceHeight = sourceHeight;
    this.values = new float[width * height];
  }

  /** Takes the differences of one row of the source, in any order of rows, one row at a time. */
  synchronized void row(int y, float[] differences) {
    int first = (int) ((long) y * height / sourceHeight) * width;
    for (int x = 0; x < sourceWidth; x++) {
      int at = first + (int) ((long) x * width / sourceWidth);
      values[at] = Math.max(values[at], differences[x]);
    }
  }

  float at(int x, int y) {
    return values[y * width + x];
  }
}
