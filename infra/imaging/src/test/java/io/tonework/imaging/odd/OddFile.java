package io.tonework.imaging.odd;

import java.util.List;

/**
 * One row of the table.
 *
 * @param name what is odd about it
 * @param source who says what is right: a standard with its place, or an independent reader
 * @param file the file
 * @param expected what must come of it
 */
@SuppressWarnings("ArrayRecordComponent") // a row, never compared
record OddFile(String name, String source, byte[] file, Expected expected) {
  /** What must come of a file. */
  sealed interface Expected {}

  /**
   * A picture.
   *
   * @param left sRGB in the middle of its left half
   * @param right sRGB in the middle of its right half
   * @param tolerance levels
   * @param lost what the finished file must name
   * @param warnings parts of what must be warned of
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Shown(int[] left, int[] right, int tolerance, List<String> lost, List<String> warnings)
      implements Expected {}

  /**
   * No picture.
   *
   * @param reason a part of what must be said
   */
  record Refused(String reason) implements Expected {}

  @Override
  public String toString() {
    return name;
  }
}
