package io.tonework.imaging.fault;

/** More pixels, a longer side or more frames than the limit; found before decoding. */
public final class TooManyPixels extends ImageException {
  private static final long serialVersionUID = 1L;

  /** Creates the error; the message states the size and the limit. */
  public TooManyPixels(String message) {
    super(message, null);
  }
}
