package io.tonework.messaging.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.Topics;
import io.tonework.messaging.Broker;
import io.tonework.messaging.Photos;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.kafka.KafkaClients;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.messaging.stage.TransientException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TopicAdminIT {
  private static Broker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = Broker.start();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @Test
  void shouldCreateEveryTopicOnceWithItsConfiguration() throws Exception {
    // When
    List<String> created = TopicAdmin.ensureTopics(broker.settings());
    List<String> createdAgain = TopicAdmin.ensureTopics(broker.settings());
    // Then
    assertThat(created)
        .containsAll(Topics.events())
        .contains(Topics.BUCKET_NOTIFICATIONS, "photo.uploaded.retry", "photo.uploaded.dead-letter")
        .hasSize(27);
    assertThat(createdAgain).isEmpty();
    assertThat(value(Topics.FEEDBACK_RECEIVED, TopicConfig.CLEANUP_POLICY_CONFIG))
        .isEqualTo("compact");
    assertThat(value("photo.uploaded.dead-letter", TopicConfig.RETENTION_MS_CONFIG))
        .isEqualTo("-1");
    assertThat(value(Topics.PHOTO_UPLOADED, TopicConfig.RETENTION_MS_CONFIG))
        .isEqualTo(Long.toString(KafkaSettings.DEFAULT_RETENTION.toMillis()));
    assertThat(partitions(broker.settings(), "photo.uploaded.retry")).isEqualTo(3);
    assertThat(partitions(broker.settings(), "photo.uploaded.dead-letter")).isEqualTo(1);
  }

  @Test
  void shouldWidenTopicsOfPhotosAndNoOthersWhenMorePartitionsAreWanted() throws Exception {
    try (Broker own = Broker.start()) {
      // Given
      KafkaSettings three = own.settings();
      List<String> _ = TopicAdmin.ensureTopics(three);
      // When
      List<String> created = TopicAdmin.ensureTopics(three.withPartitions(5));
      List<String> createdByFewer = TopicAdmin.ensureTopics(three);
      // Then
      assertThat(created).isEmpty();
      assertThat(createdByFewer).isEmpty();
      assertThat(partitions(three, Topics.PHOTO_UPLOADED)).isEqualTo(5);
      assertThat(partitions(three, "retouch.planned.retry")).isEqualTo(5);
      assertThat(partitions(three, Topics.BUCKET_NOTIFICATIONS)).isEqualTo(5);
      assertThat(partitions(three, Topics.FEEDBACK_RECEIVED)).isEqualTo(3);
      assertThat(partitions(three, Topics.retry(Topics.WEBHOOK_ATTEMPTED))).isEqualTo(3);
      assertThat(partitions(three, "photo.uploaded.dead-letter")).isEqualTo(1);
    }
  }

  @Test
  void shouldFailInTimeAndPublishNothingWhenKafkaIsAway() throws Exception {
    // Given: nobody listens there any more
    Broker gone = Broker.start();
    KafkaSettings settings = gone.settings().withDeliveryTimeout(Duration.ofSeconds(2));
    gone.close();
    // When / Then
    try (EventPublisher publisher = EventPublisher.open(settings, "test")) {
      assertThatThrownBy(
              () -> publisher.publishAndWait(Photos.uploaded("p1"), TraceContext.fresh()))
          .isInstanceOf(TransientException.class)
          .hasMessageContaining("p1");
    }
  }

  private static int partitions(KafkaSettings settings, String topic) throws Exception {
    try (Admin admin = KafkaClients.admin(settings, "test")) {
      return admin
          .describeTopics(List.of(topic))
          .topicNameValues()
          .values()
          .iterator()
          .next()
          .get()
          .partitions()
          .size();
    }
  }

  private static String value(String topic, String name) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin = KafkaClients.admin(broker.settings(), "test")) {
      Config config =
          admin.describeConfigs(Set.of(resource)).all().get().values().iterator().next();
      return config.get(name).value();
    }
  }
}
