package io.tonework.imaging.fault;

/** More bytes than the limit; found before decoding. */
public final class TooManyBytes extends ImageException {
  private static final long serialVersionUID = 1L;

  /** Creates the error; the message states the size and the limit. */
  public TooManyBytes(String message) {
    super(message, null);
  }
}
