package io.tonework.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tonework.contracts.Event;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.Ids;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.Topics;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.loop.StageLoop;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.messaging.topic.TopicAdmin;
import io.tonework.messaging.topic.TopicReader;
import io.tonework.models.installed.ModelsConfig;
import io.tonework.planner.plan.Photos;
import io.tonework.service.tenants.Tenants;
import io.tonework.service.tenants.TenantsConfig;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.storage.taste.RedisTasteStore;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The stage as configuration makes it, from topic to topic. */
@WithServers
class PlannerStageIT {
  private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
  private final TestServers servers;

  PlannerStageIT(TestServers servers) {
    this.servers = servers;
  }

  @Test
  void shouldPlanEveryGoodPhotoAndTellOfTheBadOneWhenTheyComeTogether() throws Exception {
    // Given
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    SmallRyeConfig config = config();
    try (ObjectStore store = S3ObjectStore.connect(servers.s3());
        RedisConnection redis = RedisConnection.connect(servers.redis());
        EventPublisher publisher = EventPublisher.open(servers.kafka(), "test")) {
      TopicAdmin.ensureTopics(servers.kafka());
      PlannerStage stage =
          new PlannerStage(
              config.getConfigMapping(PlannerConfig.class),
              config.getConfigMapping(ModelsConfig.class),
              store,
              servers.s3(),
              new RedisTasteStore(redis),
              Tenants.of(config.getConfigMapping(TenantsConfig.class), TestServers.BUCKET),
              registry,
              Clock.systemUTC());
      RetouchRequest param = RetouchRequest.param(Sliders.of(Map.of(Slider.CONTRAST, 30.0)));
      for (int i = 0; i < 6; i++) {
        RetouchRequest request = i % 2 == 0 ? RetouchRequest.auto() : param;
        publisher.publishAndWait(put(store, "p" + i, Photos.jpeg(i), request), trace());
      }
      publisher.publishAndWait(
          put(store, "bad", new byte[] {1, 2, 3}, RetouchRequest.auto()), trace());
      // When
      try (StageLoop _ = StageLoop.start(stage.prepare(), servers.kafka(), registry)) {
        await()
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> {
              assertThat(ours(Topics.RETOUCH_PLANNED)).hasSize(6);
              assertThat(ours(Topics.PHOTO_FAILED)).hasSize(1);
            });
      } finally {
        stage.close();
      }
      // Then
      assertThat(ours(Topics.RETOUCH_PLANNED))
          .allSatisfy(event ->
              assertThat(((RetouchPlanned) event).planObject().key())
                  .isEqualTo("plans/" + tenant + "/" + event.key() + ".json"));
      PhotoFailed failed = (PhotoFailed) ours(Topics.PHOTO_FAILED).getFirst();
      assertThat(failed.failure().code()).isEqualTo(FailureCode.UNSUPPORTED_FORMAT);
      assertThat(
              registry.get("tonework.planner.plan").tag("outcome", "planned").timers().stream()
                  .mapToLong(timer -> timer.count())
                  .sum())
          .isEqualTo(6);
      // a meter for each model; the language planner's own is the one that counts
      assertThat(
              registry.get("tonework.model.batch.fill").summaries().stream()
                  .mapToLong(summary -> summary.count())
                  .sum())
          .isPositive();
    }
  }

  private SmallRyeConfig config() {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withMapping(PlannerConfig.class)
        .withMapping(ModelsConfig.class)
        .withMapping(TenantsConfig.class)
        .build();
  }

  private List<Event> ours(String topic) {
    List<Event> events = new ArrayList<>();
    new TopicReader(servers.kafka())
        .forEach(
            topic,
            delivery -> {
              if (delivery.event().tenant().equals(tenant)) {
                events.add(delivery.event());
              }
            });
    return events;
  }

  private PhotoUploaded put(ObjectStore store, String name, byte[] body, RetouchRequest request) {
    ObjectId id = new ObjectId(TestServers.BUCKET, "in/" + tenant + "/" + name);
    SourceObject source = store.put(id, body, "image/jpeg").toSource();
    return new PhotoUploaded(
        tenant, Ids.photoId(tenant, source), "ann", source, request, null, Instant.now());
  }

  private static TraceContext trace() {
    return TraceContext.fresh();
  }
}
