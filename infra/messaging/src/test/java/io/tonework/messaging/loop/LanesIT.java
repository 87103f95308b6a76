package io.tonework.messaging.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Priority;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Topics;
import io.tonework.messaging.Broker;
import io.tonework.messaging.Photos;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.topic.TopicAdmin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who goes first, with a broker between those who send and the one who works. */
class LanesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BATCH = 200;
  private static final int FEW = 20;

  private static Broker broker;

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<String> begun = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore mayEnd = new Semaphore(0);

  @BeforeAll
  static void startBroker() throws Exception {
    broker = Broker.start();
    TopicAdmin.ensureTopics(broker.settings());
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @Test
  void shouldBeginAnInteractivePhotoAtOnceAndServeTenantsInTurnBesideABatch() throws Exception {
    // Given: the batch of one tenant, then some of another, and nothing may end yet
    for (int i = 0; i < BATCH; i++) {
      publish("acme", "acme-" + i, Priority.BULK);
    }
    for (int i = 0; i < FEW; i++) {
      publish("blue", "blue-" + i, Priority.BULK);
    }
    StageDefinition stage =
        StageDefinition.builder("planner")
            .group("lanes")
            .topics(Topics.PHOTO_UPLOADED, Topics.PHOTO_UPLOADED_BATCH)
            .handler(delivery -> {
              begun.add(delivery.event(PhotoUploaded.class).photoId());
              mayEnd.acquire();
              return Outcome.done();
            })
            .maxInFlight(2)
            .build();

    try (StageLoop _ = StageLoop.start(stage, broker.settings(), metrics)) {
      await().atMost(PATIENCE).until(() -> ready() == BATCH + FEW - 1);

      // When
      publish("blue", "urgent", Priority.INTERACTIVE);

      // Then: it begins although nothing has ended
      await().atMost(PATIENCE).until(() -> begun.contains("urgent"));
      assertThat(begun).hasSize(2);

      // When
      mayEnd.release(10 * BATCH);

      // Then: all are done, and the few were not behind the many
      await().atMost(PATIENCE).until(() -> begun.size() == BATCH + FEW + 1);
      List<String> firstStarts = begun.subList(0, 3 * FEW);
      assertThat(firstStarts).filteredOn(photo -> photo.startsWith("blue-")).hasSize(FEW);
      assertThat(begun).doesNotHaveDuplicates();
    }
  }

  private double ready() {
    return metrics.find(StageMetric.READY.metricName()).gauges().stream()
        .mapToDouble(gauge -> gauge.value())
        .sum();
  }

  private static void publish(String tenant, String photoId, Priority priority) throws Exception {
    PhotoUploaded photo = Photos.uploaded(photoId);
    PhotoUploaded event =
        new PhotoUploaded(
            tenant,
            photoId,
            null,
            photo.source(),
            priority == Priority.BULK ? RetouchRequest.auto().with(priority) : photo.request(),
            null,
            Photos.NOON);
    broker.publish(event.topic(), event);
  }
}
