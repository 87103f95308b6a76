package io.tonework.models;

/** A request that never reached the model. Worth another attempt later. */
public final class RequestDroppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why a request is dropped. */
  public enum Reason {
    /** Too many were waiting already. */
    FULL,
    /** It waited past its deadline. */
    EXPIRED,
    /** The batcher is closed. */
    CLOSED
  }

  private final Reason reason;

  public RequestDroppedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why the request was dropped. */
  public Reason reason() {
    return reason;
  }
}
