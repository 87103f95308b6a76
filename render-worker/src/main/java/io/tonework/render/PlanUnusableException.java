package io.tonework.render;

/** A plan that this build cannot render; the message is fit for the customer. */
public final class PlanUnusableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was wrong, with which value, and what to do. */
  public PlanUnusableException(String message) {
    super(message);
  }
}
