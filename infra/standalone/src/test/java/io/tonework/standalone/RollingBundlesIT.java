package io.tonework.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Event;
import io.tonework.contracts.Ids;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.Topics;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.loop.StageLoop;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.topic.TopicAdmin;
import io.tonework.messaging.topic.TopicReader;
import io.tonework.models.installed.ModelsConfig;
import io.tonework.planner.PlannerConfig;
import io.tonework.planner.PlannerStage;
import io.tonework.render.RenderConfig;
import io.tonework.render.RenderStage;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import io.tonework.service.tenants.Tenants;
import io.tonework.service.tenants.TenantsConfig;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.storage.taste.RedisTasteStore;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new version of a bundle is rolled out while photos flow through real Kafka. */
@WithServers
class RollingBundlesIT {
  private static final Path TINY =
      Path.of("..", "models", "src", "test", "resources", "bundles", "tiny");
  private static final String TENANT = "rolling";
  private static final int PHOTOS_EACH = 10;

  private final TestServers servers;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> sent = new ArrayList<>();

  /** What the planners have installed. */
  @TempDir private Path plannersBundles;

  /** What the render-workers have installed. */
  @TempDir private Path renderersBundles;

  RollingBundlesIT(TestServers servers) {
    this.servers = servers;
  }

  @BeforeEach
  void install() throws IOException {
    version("1", plannersBundles);
    version("2", plannersBundles);
    version("1", renderersBundles);
  }

  @Test
  void shouldRejectNoPhotoWhenThePlannerIsAheadOfTheRenderers() throws Exception {
    try (ObjectStore store = S3ObjectStore.connect(servers.s3());
        RedisConnection redis = RedisConnection.connect(servers.redis());
        EventPublisher publisher = EventPublisher.open(servers.kafka(), "test")) {
      TopicAdmin.ensureTopics(servers.kafka());
      RenderStage renderer = renderer(store);
      PlannerStage before = planner(store, redis, "tiny@1");
      PlannerStage after = planner(store, redis, "tiny@2");
      StageLoop old = start(before.prepare());
      try (StageLoop _ = start(renderer.prepare())) {
        // Given: photos that are planned with the old version
        send(store, publisher);
        await().atMost(Duration.ofMinutes(2)).until(() -> versions(store).containsKey("1"));

        // When: a planner with the new version comes beside it, the old one goes, and the
        // renderers get the new version only after plans of it have come
        try (StageLoop _ = start(after.prepare())) {
          send(store, publisher);
          old.close();
          before.close();
          send(store, publisher);
          await().atMost(Duration.ofMinutes(2)).until(this::somePhotosWait);
          version("2", renderersBundles);

          // Then
          await()
              .atMost(Duration.ofMinutes(3))
              .untilAsserted(() ->
                  assertThat(ours(Topics.PHOTO_RETOUCHED))
                      .extracting(event -> ((PhotoRetouched) event).photoId())
                      .containsAll(sent));
        }
        assertThat(ours(Topics.PHOTO_FAILED)).isEmpty();
        assertThat(ours(Topics.deadLetter(Topics.RETOUCH_PLANNED))).isEmpty();
        assertThat(versions(store)).containsOnlyKeys("1", "2");
      } finally {
        after.close();
        renderer.close();
      }
    }
  }

  /** A renderer has met a plan whose bundle it does not have yet. */
  private boolean somePhotosWait() {
    Counter retried =
        registry.find("tonework.stage.retried").tag("topic", Topics.RETOUCH_PLANNED).counter();
    return retried != null && retried.count() > 0;
  }

  private StageLoop start(StageDefinition stage) {
    return StageLoop.start(stage, servers.kafka(), registry);
  }

  /** How many photos were planned with each version. */
  private Map<String, Integer> versions(ObjectStore store) {
    Map<String, Integer> versions = new TreeMap<>();
    for (Event event : ours(Topics.RETOUCH_PLANNED)) {
      ObjectId plan = ((RetouchPlanned) event).planObject();
      String version = ContractsJson.read(store.get(plan, 1 << 20), Plan.class).bundle().version();
      versions.merge(version, 1, Integer::sum);
    }
    return versions;
  }

  private void send(ObjectStore store, EventPublisher publisher) throws InterruptedException {
    for (int i = 0; i < PHOTOS_EACH; i++) {
      byte[] photo =
          SyntheticPhoto.jpeg(
              Scene.values()[i % Scene.values().length], 96, 72, i, CaptureFault.NONE, 85);
      ObjectId id = new ObjectId(TestServers.BUCKET, "in/rolling/" + sent.size());
      SourceObject source = store.put(id, photo, "image/jpeg").toSource();
      String photoId = Ids.photoId(TENANT, source);
      RetouchRequest request =
          i % 2 == 0
              ? RetouchRequest.auto()
              : RetouchRequest.param(Sliders.of(Map.of(Slider.EXPOSURE, 20.0)));
      publisher.publishAndWait(
          new PhotoUploaded(TENANT, photoId, null, source, request, null, Instant.now()),
          TraceContext.fresh());
      sent.add(photoId);
    }
  }

  private PlannerStage planner(ObjectStore store, RedisConnection redis, String stable) {
    SmallRyeConfig config =
        config(
            Map.of(
                "tonework.models.bundles",
                plannersBundles.toString(),
                "tonework.models.stable",
                stable));
    return new PlannerStage(
        config.getConfigMapping(PlannerConfig.class),
        config.getConfigMapping(ModelsConfig.class),
        store,
        servers.s3(),
        new RedisTasteStore(redis),
        Tenants.of(config.getConfigMapping(TenantsConfig.class), TestServers.BUCKET),
        registry,
        Clock.systemUTC());
  }

  private RenderStage renderer(ObjectStore store) {
    SmallRyeConfig config =
        config(
            Map.of(
                "tonework.models.bundles",
                renderersBundles.toString(),
                "tonework.models.stable",
                "tiny@1"));
    return new RenderStage(
        config.getConfigMapping(RenderConfig.class),
        config.getConfigMapping(ModelsConfig.class),
        store,
        servers.s3(),
        registry,
        Clock.systemUTC());
  }

  private static SmallRyeConfig config(Map<String, String> models) {
    Map<String, String> properties = new HashMap<>(models);
    properties.put("tonework.planner.isolation", "none");
    properties.put("tonework.render.isolation", "none");
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .withMapping(PlannerConfig.class)
        .withMapping(RenderConfig.class)
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
              if (delivery.event().tenant().equals(TENANT)) {
                events.add(delivery.event());
              }
            });
    return events;
  }

  /** The tiny bundle under that version: the same weights, a digest of its own. */
  private static void version(String version, Path folder) throws IOException {
    // renamed when it is whole: a worker must not find half a bundle, as the handbook says
    Path copy = Files.createDirectories(folder.resolve(".tiny-" + version));
    try (Stream<Path> files = Files.list(TINY)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    Path manifest = copy.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("\"version\": *\"[^\"]*\"", "\"version\": \"" + version + "\""));
    Files.move(copy, folder.resolve("tiny-" + version));
  }
}
