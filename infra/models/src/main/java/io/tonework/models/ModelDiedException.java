package io.tonework.models;

/**
 * The thread that runs a model has died of an error such as a full heap or a library that cannot be
 * linked: no call to it can succeed any more until the process starts anew.
 */
public final class ModelDiedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * A fault of every call that waits for the model or comes later.
   *
   * @param model its name
   * @param cause what the thread died of
   */
  public ModelDiedException(String model, Throwable cause) {
    super(
        "the thread that runs the model "
            + model
            + " has died of "
            + cause
            + "; this process must be started anew",
        cause);
  }
}
