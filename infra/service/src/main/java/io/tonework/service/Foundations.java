package io.tonework.service;

import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.topic.TopicAdmin;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.s3.S3Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.locks.ReentrantLock;

/** What every stage stands on: topics and the bucket, made once per application. Thread-safe. */
@ApplicationScoped
public class Foundations {
  private final ServiceConfig config;
  private final KafkaSettings kafka;
  private final S3Settings s3;
  private final ObjectStore store;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean laid;

  @Inject
  Foundations(ServiceConfig config, KafkaSettings kafka, S3Settings s3, ObjectStore store) {
    this.config = config;
    this.kafka = kafka;
    this.s3 = s3;
    this.store = store;
  }

  /**
   * Returns when topics and bucket are there; after a failed attempt the next caller tries again.
   *
   * @throws io.tonework.messaging.stage.TransientException when Kafka does not answer
   * @throws io.tonework.storage.StoreUnavailable when the object store does not answer
   */
  public void lay() {
    lock.lock();
    try {
      if (laid) {
        return;
      }
      if (config.createTopics()) {
        TopicAdmin.ensureTopics(kafka);
      }
      if (config.createBucket()) {
        store.ensureBucket(s3.bucket());
      }
      laid = true;
    } finally {
      lock.unlock();
    }
  }
}
