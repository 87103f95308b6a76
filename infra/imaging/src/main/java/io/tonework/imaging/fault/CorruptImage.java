package io.tonework.imaging.fault;

/** The file begins as an image but cannot be decoded to its end. */
public final class CorruptImage extends ImageException {
  private static final long serialVersionUID = 1L;

  /** Creates the error; the message states what is wrong with the file. */
  public CorruptImage(String message) {
    super(message, null);
  }

  /** Creates the error with the fault it was noticed by. */
  public CorruptImage(String message, Throwable cause) {
    super(message, cause);
  }
}
