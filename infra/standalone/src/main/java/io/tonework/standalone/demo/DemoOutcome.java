package io.tonework.standalone.demo;

import java.time.Duration;

/** What became of a photo of the demo. */
sealed interface DemoOutcome {
  /** The photo that was sent. */
  DemoPhoto photo();

  /**
   * It came back, and a webhook with a right signature told so.
   *
   * @param planning from its upload to its plan
   * @param rendering from its plan to the finished photo
   * @param webhook from the finished photo to the webhook
   * @param summary what was changed and why
   */
  record Retouched(
      DemoPhoto photo, Duration planning, Duration rendering, Duration webhook, String summary)
      implements DemoOutcome {}

  /**
   * It did not.
   *
   * @param why in words for its owner
   */
  record Failed(DemoPhoto photo, String why) implements DemoOutcome {}
}
