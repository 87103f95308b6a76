package io.tonework.imaging.fault;

/** The work was stopped: its deadline passed, or its caller gave it up. */
public final class RenderCancelled extends ImageException {
  private static final long serialVersionUID = 1L;

  /** Creates the error; the message states which and during what. */
  public RenderCancelled(String message) {
    super(message, null);
  }
}
