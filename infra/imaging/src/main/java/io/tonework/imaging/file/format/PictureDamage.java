package io.tonework.imaging.file.format;

/**
 * What is missing of a picture, though its header is whole.
 *
 * @param intactLines so many lines from the top are as they were, at least
 * @param lines of the picture, by its header
 * @param text what is wrong, as part of a sentence
 */
public record PictureDamage(int intactLines, int lines, String text) {
  /** So small a part of a picture is none: its size is a lie. */
  private static final int LEAST_PART = 10;

  /** Only the first lines are there. */
  public static PictureDamage of(int intactLines, int lines) {
    return new PictureDamage(
        intactLines,
        lines,
        "only the first %d of %d lines of the picture are whole".formatted(intactLines, lines));
  }

  /** All lines are there, not all of their detail. */
  public static PictureDamage coarse(int lines) {
    return new PictureDamage(lines, lines, "the finest detail of the picture is missing");
  }

  /** There is more than the header speaks of. */
  public static PictureDamage more(int lines) {
    return new PictureDamage(
        lines,
        lines,
        "the picture goes on after the %d lines that its header speaks of".formatted(lines));
  }

  /** Whether enough is there to be looked at: a tenth of the lines. */
  public boolean isWorthRendering() {
    return intactLines > 0 && (long) intactLines * LEAST_PART >= lines;
  }
}
