package io.tonework.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tonework.contracts.EventType;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.ingest.inbox.Inboxes;
import io.tonework.ingest.inbox.TakeObject;
import io.tonework.ingest.intake.Announcer;
import io.tonework.ingest.intake.IdempotencyClaims;
import io.tonework.ingest.intake.IngestLimits;
import io.tonework.ingest.intake.PhotoChecks;
import io.tonework.ingest.intake.PhotoQuota;
import io.tonework.ingest.intake.PresignedUploads;
import io.tonework.ingest.intake.TakePhotos;
import io.tonework.ingest.status.StatusReader;
import io.tonework.ingest.status.StoredStatus;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.messaging.topic.TopicAdmin;
import io.tonework.messaging.topic.TopicReader;
import io.tonework.service.endpoint.EndpointRules;
import io.tonework.service.tenants.Tenant;
import io.tonework.service.tenants.Tenants;
import io.tonework.service.tenants.TenantsConfig;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.redis.RedisSettings;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.storage.view.PhotoViews;
import io.tonework.storage.view.RedisPhotoViews;
import io.tonework.testkit.FaultyObjectStore;
import io.tonework.testkit.TestServers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The core of ingest, wired by hand to real servers. */
public final class IngestCore implements AutoCloseable {
  /** Small enough to be exceeded by a test. */
  public static final IngestLimits LIMITS =
      new IngestLimits(100, 1 << 20, 4 << 20, 1 << 20, 20_000_000, 10_000);

  public final KafkaSettings kafka;
  public final FaultyObjectStore store;
  public final PhotoViews views;
  public final RedisConnection redis;
  public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  public final Tenants tenants;
  public final Inboxes inboxes;
  public final Announcer announcer;
  public final PresignedUploads uploads;
  public final TakePhotos takePhotos;
  public final TakeObject takeObject;
  public final StatusReader status;
  private static final EndpointRules RULES = new EndpointRules(Set.of(), Set.of());

  private final KafkaSettings servedKafka;
  private final EventPublisher publisher;

  /**
   * Wires the core.
   *
   * @param kafka where events go; usually that of the servers
   * @param redisSettings where views are; usually that of the servers
   * @param tenantProperties without {@code tonework.tenants.}
   */
  public IngestCore(
      TestServers servers,
      KafkaSettings kafka,
      RedisSettings redisSettings,
      Map<String, String> tenantProperties) {
    this.kafka = kafka;
    this.servedKafka = servers.kafka();
    TopicAdmin.ensureTopics(servedKafka);
    Clock clock = Clock.systemUTC();
    store = new FaultyObjectStore(S3ObjectStore.connect(servers.s3()));
    redis = RedisConnection.connect(redisSettings);
    views = new RedisPhotoViews(redis);
    publisher = EventPublisher.open(kafka, "ingest-test");
    tenants = tenants(tenantProperties);
    inboxes = Inboxes.of(tenants, RULES);
    String bucket = TestServers.BUCKET;
    announcer = new Announcer(store, bucket, publisher, metrics);
    uploads = new PresignedUploads(store, bucket, announcer, views, clock, Duration.ofMinutes(5));
    takePhotos =
        new TakePhotos(
            store,
            bucket,
            announcer,
            uploads,
            new IdempotencyClaims(store, bucket),
            new PhotoChecks(LIMITS),
            RULES,
            LIMITS,
            clock,
            () -> UUID.randomUUID().toString(),
            PhotoQuota.UNLIMITED);
    takeObject = new TakeObject(store, bucket, inboxes, announcer, uploads);
    Duration links = Duration.ofMinutes(5);
    status =
        new StatusReader(
            views, new StoredStatus(store, bucket, announcer, uploads, links), store, links);
  }

  /** The core with the servers as they are. */
  public IngestCore(TestServers servers, Map<String, String> tenantProperties) {
    this(servers, servers.kafka(), servers.redis(), tenantProperties);
  }

  private static Tenants tenants(Map<String, String> properties) {
    Map<String, String> full = new java.util.HashMap<>();
    properties.forEach((key, value) -> full.put("tonework.tenants." + key, value));
    TenantsConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(TenantsConfig.class)
            .withSources(new PropertiesConfigSource(full, "test", 100))
            .build()
            .getConfigMapping(TenantsConfig.class);
    return Tenants.of(config, TestServers.BUCKET);
  }

  /** The tenant of that name. */
  public Tenant tenant(String name) {
    return tenants.find(name).orElseThrow();
  }

  /** The photos of a tenant on both lanes, in the order of each topic. */
  public List<PhotoUploaded> announced(String tenant) {
    List<PhotoUploaded> photos = new ArrayList<>();
    for (String lane : EventType.PHOTO_UPLOADED.topics()) {
      new TopicReader(servedKafka)
          .forEach(
              lane,
              delivery -> {
                if (delivery.event() instanceof PhotoUploaded photo
                    && photo.tenant().equals(tenant)) {
                  photos.add(photo);
                }
              });
    }
    return photos;
  }

  @Override
  public void close() {
    publisher.close();
    redis.close();
    store.close();
  }
}
