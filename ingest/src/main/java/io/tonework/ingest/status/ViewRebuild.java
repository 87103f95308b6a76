package io.tonework.ingest.status;

import io.tonework.contracts.Topics;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.topic.TopicReader;
import io.tonework.storage.view.PhotoViews;
import java.util.List;

/** Rebuilds the views of all photos from Kafka, such as after Redis was lost. */
public final class ViewRebuild {
  /** The topics that a view is folded from. */
  public static final List<String> TOPICS =
      List.of(
          Topics.PHOTO_UPLOADED,
          Topics.PHOTO_UPLOADED_BATCH,
          Topics.RETOUCH_PLANNED,
          Topics.RETOUCH_PLANNED_BATCH,
          Topics.PHOTO_RETOUCHED,
          Topics.PHOTO_FAILED,
          Topics.WEBHOOK_ATTEMPTED);

  private final TopicReader reader;
  private final PhotoViews views;

  /** A rebuild from that Kafka into these views. */
  public ViewRebuild(KafkaSettings kafka, PhotoViews views) {
    this.reader = new TopicReader(kafka);
    this.views = views;
  }

  /**
   * Folds every event that Kafka still has. The views of now may stay: folding is monotone.
   *
   * @return how many events were folded
   */
  public long run() {
    return TOPICS.stream()
        .mapToLong(topic -> reader.forEach(topic, delivery -> views.fold(delivery.event())))
        .sum();
  }
}
