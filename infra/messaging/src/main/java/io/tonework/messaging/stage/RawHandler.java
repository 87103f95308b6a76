package io.tonework.messaging.stage;

/** What a stage does with one record that is no event of ours; else as {@link StageHandler}. */
@FunctionalInterface
public interface RawHandler {
  /**
   * Handles one record.
   *
   * @throws Exception as {@link StageHandler#handle}
   */
  Outcome handle(RawDelivery delivery) throws Exception;
}
