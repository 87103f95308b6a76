package io.tonework.contracts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of events with their topic, CloudEvents type and record class. */
public enum EventType {
  PHOTO_UPLOADED("photo.uploaded", "io.tonework.photo.uploaded.v1", PhotoUploaded.class, true),
  RETOUCH_PLANNED("retouch.planned", "io.tonework.retouch.planned.v1", RetouchPlanned.class, true),
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
  private final boolean lanes;

  EventType(String topic, String ceType, Class<? extends Event> recordClass) {
    this(topic, ceType, recordClass, false);
  }

  EventType(String topic, String ceType, Class<? extends Event> recordClass, boolean lanes) {
    this.topic = topic;
    this.ceType = ceType;
    this.recordClass = recordClass;
    this.lanes = lanes;
  }

  /** The topic it is published to; of two lanes the one for photos that somebody waits for. */
  public String topic() {
    return topic;
  }

  /** The topic of that priority; the same for both where there are no lanes. */
  String topic(Priority priority) {
    return lanes && priority == Priority.BULK ? Topics.batch(topic) : topic;
  }

  /** The topics it is published to: one, or two lanes. */
  public List<String> topics() {
    return lanes ? List.of(topic, Topics.batch(topic)) : List.of(topic);
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
