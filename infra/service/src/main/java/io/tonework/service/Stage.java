package io.tonework.service;

import io.tonework.messaging.stage.StageDefinition;

/**
 * A consumer loop that a service wants to run: a CDI bean of this type is all that a service
 * writes; {@link StageLifecycle} starts, watches and drains it.
 *
 * <p>A service may have several, and several services may live in one application.
 */
public interface Stage {
  /** Unique name in the application, such as {@code planner}; it names health entry and threads. */
  String name();

  /** False when configuration switches this stage off; then it is never prepared. */
  boolean enabled();

  /**
   * Loads whatever the stage stands on (a model bundle, warm-up) and says what to run. Called once,
   * off the start-up thread; the service is not ready before it returns.
   *
   * @throws io.tonework.messaging.stage.TransientException when a server does not answer yet; it is
   *     asked again after a while. Any other exception is fatal: the process stops.
   */
  StageDefinition prepare() throws Exception;
}
