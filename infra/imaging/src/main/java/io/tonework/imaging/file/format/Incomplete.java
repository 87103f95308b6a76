package io.tonework.imaging.file.format;

/** What becomes of a photo of which a part is missing. */
public enum Incomplete {
  /** It is refused, with what is missing. */
  REFUSE,

  /**
   * What is there is rendered, if it is a tenth of the lines at least and the format lets it be
   * decoded; a warning says what is missing.
   */
  RENDER
}
