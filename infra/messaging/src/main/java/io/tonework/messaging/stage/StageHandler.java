package io.tonework.messaging.stage;

/**
 * What a stage does with one event.
 *
 * <p>Called on a virtual thread, so it may block; never for two events of one key at a time. It may
 * be called again for an event that it finished, after a crash or a rebalance: its effects must be
 * the same then. Its thread is interrupted when the outcome is no longer wanted.
 */
@FunctionalInterface
public interface StageHandler {
  /**
   * Handles one event.
   *
   * @throws Exception {@link PoisonException} and {@link FatalException} equal the outcomes of
   *     their names; every other one means: try again later
   */
  Outcome handle(Delivery delivery) throws Exception;
}
