package io.tonework.testkit;

import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.redis.RedisSettings;
import io.tonework.storage.s3.S3Effort;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.storage.s3.S3Settings;
import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;

/** The servers of production in containers: Kafka, Redis and MinIO. */
final class ContainerServers implements TestServers {
  private static final int REDIS_PORT = 6379;

  private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.1.1");
  private final MinIOContainer minio =
      new MinIOContainer("minio/minio:RELEASE.2025-04-22T22-12-26Z");
  private final GenericContainer<?> redis =
      new GenericContainer<>("redis:7.4-alpine").withExposedPorts(REDIS_PORT);

  private ContainerServers() {}

  static ContainerServers start() {
    ContainerServers servers = new ContainerServers();
    Startables.deepStart(servers.kafka, servers.minio, servers.redis).join();
    try (ObjectStore store = S3ObjectStore.connect(servers.s3())) {
      store.ensureBucket(BUCKET);
    }
    return servers;
  }

  @Override
  public KafkaSettings kafka() {
    return KafkaSettings.of(kafka.getBootstrapServers());
  }

  @Override
  public RedisSettings redis() {
    return RedisSettings.of(
        URI.create("redis://" + redis.getHost() + ":" + redis.getMappedPort(REDIS_PORT)));
  }

  @Override
  public S3Settings s3() {
    return new S3Settings(
        URI.create(minio.getS3URL()),
        "us-east-1",
        minio.getUserName(),
        minio.getPassword(),
        true,
        BUCKET,
        null,
        S3Effort.DEFAULT);
  }

  @Override
  public void close() {
    redis.close();
    minio.close();
    kafka.close();
  }
}
