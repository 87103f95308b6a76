package io.tonework.models;

import org.jspecify.annotations.Nullable;

/** A graph could not be run: out of memory, a device that went away. Worth another attempt. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ModelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
