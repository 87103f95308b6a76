package io.tonework.imaging.fault;

/** The bytes are no image of an accepted format, or need what this codec does not have. */
public final class UnsupportedImage extends ImageException {
  private static final long serialVersionUID = 1L;

  /** Creates the error; the message states what was found and what is accepted. */
  public UnsupportedImage(String message) {
    super(message, null);
  }
}
