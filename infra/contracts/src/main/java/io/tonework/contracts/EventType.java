package io.tonework.contracts;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of events with their topic, CloudEvents type and record class. */
public enum EventType {
  PHOTO_UPLOADED("photo.uploaded", "io.tonework.photo.uploaded.v1", PhotoUploaded.class),
  RETOUCH_PLANNED("retouch.planned", "io.tonework.retouch.planned.v1", RetouchPlanned.class),
  PHOTO_RETOUCHED("photo.retouched", "io.tonework.photo.retouched.v1", PhotoRetouched.class),
  PHOTO_FAILED("photo.failed", "io.tonework.photo.failed.v1", PhotoFailed.class),
  FEEDBACK_RECEIVED(
      "feedback.received", "io.tonework.feedback.received.v1", FeedbackReceived.class),
  /** Travels on the feedback topic, so that it stays in order with the user's verdicts. */
  USER_FORGOTTEN("feedback.received", "io.tonework.user.forgotten.v1", UserForgotten.class),
  WEBHOOK_ATTEMPTED(
      "webhook.attempted", "io.tonework.webhook.attempted.v1", WebhookAttempted.class);

  private final String topic;
  private final String ceType;
  private final Class<? extends Event> recordClass;

  EventType(String topic, String ceType, Class<? extends Event> recordClass) {
    this.topic = topic;
    this.ceType = ceType;
    this.recordClass = recordClass;
  }

  /** The topic it is published to. */
  public String topic() {
    return topic;
  }

  /** The CloudEvents {@code type} attribute. */
  public String ceType() {
    return ceType;
  }

  /** The record that its data is read into. */
  public Class<? extends Event> recordClass() {
    return recordClass;
  }

  /** The kind of that CloudEvents type, if it is ours. */
  public static Optional<EventType> byCeType(String ceType) {
    return Arrays.stream(values()).filter(type -> type.ceType.equals(ceType)).findFirst();
  }
}
