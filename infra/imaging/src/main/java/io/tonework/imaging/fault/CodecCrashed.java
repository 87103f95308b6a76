package io.tonework.imaging.fault;

/**
 * The process that worked on the file died: a fault of the codec, which the file may have caused.
 * Nothing else was lost with it. May be tried again; when it happens at every attempt, the file is
 * the cause.
 */
public final class CodecCrashed extends ImageException {
  private static final long serialVersionUID = 1L;

  /** Creates the error; the message states how the process ended. */
  public CodecCrashed(String message) {
    super(message, null);
  }
}
