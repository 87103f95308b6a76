package io.tonework.imaging.pixels;

/**
 * What happens to the rows of one picture. Rows are independent of each other and of how a picture
 * is cut into them: a pixel becomes the same whichever run of pixels it is part of. Any number of
 * threads may share an instance.
 */
public interface RowMap {
  /**
   * Maps 8-bit pixels in place; alpha is left.
   *
   * @param row {@code byte[pixels * channels]} or longer, interleaved, unsigned
   * @param pixels how many
   * @param left column of the first of them in the upright picture
   * @param top their row in the upright picture
   * @throws IllegalStateException if this was made for 16 bits a channel
   */
  void map(byte[] row, int pixels, int left, int top);

  /**
   * Maps 16-bit pixels in place; alpha is left.
   *
   * @param row {@code short[pixels * channels]} or longer, interleaved, unsigned, native order
   * @param pixels how many
   * @param left column of the first of them in the upright picture
   * @param top their row in the upright picture
   * @throws IllegalStateException if this was made for 8 bits a channel
   */
  void map(short[] row, int pixels, int left, int top);
}
