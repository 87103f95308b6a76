package io.tonework.contracts;

import java.util.List;

/**
 * Topic names. Every topic that a stage reads has a retry topic and a dead-letter topic beside it.
 *
 * <p>Where photos wait for hours of work there are two lanes, a topic each: photos that somebody
 * waits for, and photos that come by the thousand. So a reader reaches the first however many of
 * the second lie before it.
 */
public final class Topics {
  private static final String BATCH = ".batch";
  private static final String RETRY = ".retry";

  public static final String PHOTO_UPLOADED = EventType.PHOTO_UPLOADED.topic();
  public static final String PHOTO_UPLOADED_BATCH = batch(PHOTO_UPLOADED);
  public static final String RETOUCH_PLANNED = EventType.RETOUCH_PLANNED.topic();
  public static final String RETOUCH_PLANNED_BATCH = batch(RETOUCH_PLANNED);
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
        PHOTO_UPLOADED_BATCH,
        RETOUCH_PLANNED,
        RETOUCH_PLANNED_BATCH,
        PHOTO_RETOUCHED,
        PHOTO_FAILED,
        FEEDBACK_RECEIVED,
        WEBHOOK_ATTEMPTED);
  }

  /** The batch lane beside that topic. */
  static String batch(String topic) {
    return topic + BATCH;
  }

  /** True of the batch lane of a topic, and of its retries. */
  public static boolean isBatch(String topic) {
    return topic.endsWith(BATCH) || topic.endsWith(BATCH + RETRY);
  }

  /** Where a consumer group's records of that topic wait for their next attempt. */
  public static String retry(String topic) {
    return topic + RETRY;
  }

  /** Where that topic's records end that no attempt could handle. */
  public static String deadLetter(String topic) {
    return topic + ".dead-letter";
  }
}
