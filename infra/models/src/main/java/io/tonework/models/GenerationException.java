package io.tonework.models;

/**
 * The decoder cannot write a well-formed answer: its logits are no numbers, or the grammar allows
 * nothing. No retry heals it, since the same photo and bundle give the same answer.
 */
public final class GenerationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public GenerationException(String message) {
    super(message);
  }
}
