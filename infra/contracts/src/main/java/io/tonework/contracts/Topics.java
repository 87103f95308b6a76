package io.tonework.contracts;

import java.util.List;

/**
 * Topic names. Every topic that a stage reads has a retry topic and a dead-letter topic beside it.
 */
public final class Topics {
  public static final String PHOTO_UPLOADED = EventType.PHOTO_UPLOADED.topic();
  public static final String RETOUCH_PLANNED = EventType.RETOUCH_PLANNED.topic();
  public static final String PHOTO_RETOUCHED = EventType.PHOTO_RETOUCHED.topic();
  public static final String PHOTO_FAILED = EventType.PHOTO_FAILED.topic();
  public static final String FEEDBACK_RECEIVED = EventType.FEEDBACK_RECEIVED.topic();
  public static final String WEBHOOK_ATTEMPTED = EventType.WEBHOOK_ATTEMPTED.topic();

  /** The topic that the object store publishes its own notifications to. */
  public static final String BUCKET_NOTIFICATIONS = "bucket.notifications";

  private Topics() {}

  /** The topics of events, without retry and dead-letter topics. */
  public static List<String> events() {
    return List.of(
        PHOTO_UPLOADED,
        RETOUCH_PLANNED,
        PHOTO_RETOUCHED,
        PHOTO_FAILED,
        FEEDBACK_RECEIVED,
        WEBHOOK_ATTEMPTED);
  }

  /** Where a consumer group's records of that topic wait for their next attempt. */
  public static String retry(String topic) {
    return topic + ".retry";
  }

  /** Where that topic's records end that no attempt could handle. */
  public static String deadLetter(String topic) {
    return topic + ".dead-letter";
  }
}
