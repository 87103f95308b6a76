package io.tonework.feedback.taste;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.Event;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.Topics;
import io.tonework.contracts.UserForgotten;
import io.tonework.contracts.identity.TenantName;
import io.tonework.contracts.identity.UserName;
import io.tonework.feedback.Facts;
import io.tonework.feedback.view.EventSource;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.topic.TopicAdmin;
import io.tonework.messaging.topic.TopicReader;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.taste.RedisTasteStore;
import io.tonework.storage.taste.TasteStore;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tastes over a real topic and a real Redis. */
@WithServers(own = true)
class TasteIT {
  private final TestServers servers;
  private final RedisConnection redis;
  private final TasteStore tastes;
  private final EventPublisher publisher;
  private final EventSource topic;
  private final FoldTaste fold;

  TasteIT(TestServers servers) {
    this.servers = servers;
    this.redis = RedisConnection.connect(servers.redis());
    this.tastes = new RedisTasteStore(redis);
    this.publisher = EventPublisher.open(servers.kafka(), "feedback");
    TopicReader reader = new TopicReader(servers.kafka());
    this.topic = action -> reader.forEach(Topics.FEEDBACK_RECEIVED, action);
    this.fold =
        new FoldTaste(
            tastes, new EraseVerdicts(topic, publisher::eraseAndWait), new SimpleMeterRegistry());
  }

  @BeforeEach
  void makeTopics() {
    TopicAdmin.ensureTopics(servers.kafka());
    tastes.wipe();
  }

  @AfterEach
  void close() {
    publisher.close();
    redis.close();
  }

  @Test
  void shouldBeEqualWhenRebuiltFromTopic() {
    // Given verdicts, some of them told twice
    List<FeedbackReceived> verdicts = Facts.verdicts("rebuild", 120, 20_261_121);
    verdicts.forEach(this::happen);
    verdicts.subList(0, 30).forEach(this::happen);
    SortedMap<String, SortedMap<String, String>> before = tastes.dump();
    assertThat(tastes.profile("rebuild", "user0").byScene()).isNotEmpty();
    // When Redis is emptied and holds something that nobody said
    tastes.wipe();
    tastes.fold(Facts.verdicts("stray", 1, 1).getFirst());
    new TasteRebuild(tastes, topic).rebuild();
    // Then
    assertThat(ofTenant(tastes.dump(), "rebuild")).isEqualTo(ofTenant(before, "rebuild"));
    assertThat(ofTenant(tastes.dump(), "stray")).isEmpty();
  }

  @Test
  void shouldStayForgottenWhenRebuilt() {
    // Given
    List<FeedbackReceived> verdicts = Facts.verdicts("forget", 60, 7);
    verdicts.forEach(this::happen);
    long ofOthers = tastes.profile("forget", "user1").version();
    Instant forgottenAt = Facts.NOON.plus(Duration.ofHours(1));
    // When
    new ForgetUser(publisher::publishAndWait, tastes, Clock.fixed(forgottenAt, ZoneOffset.UTC))
        .forget(new TenantName("forget"), new UserName("user0"), TraceContext.fresh());
    assertThat(tastes.profile("forget", "user0").version()).isZero();
    handle(new UserForgotten("forget", "user0", forgottenAt));
    FeedbackReceived afterwards = Facts.verdicts("forget", 300, 8).getLast();
    FeedbackReceived later = laterOf(afterwards, "user0", forgottenAt.plusSeconds(1));
    happen(later);
    new TasteRebuild(tastes, topic).rebuild();
    // Then
    assertThat(tastes.profile("forget", "user0").version()).isEqualTo(1);
    assertThat(tastes.profile("forget", "user1").version()).isEqualTo(ofOthers);
    Map<String, byte @Nullable []> newest = newestByKey();
    for (FeedbackReceived verdict : verdicts) {
      assertThat(newest).containsKey(verdict.key());
      assertThat(newest.get(verdict.key()) == null)
          .as("tombstone of %s", verdict.key())
          .isEqualTo(verdict.user().equals("user0"));
    }
    assertThat(newest.get(later.key())).isNotNull();
  }

  @Test
  void shouldNotComeBackWhenVerdictArrivesAfterItsUserWasForgotten() {
    // Given a verdict that waited in the retry topic
    FeedbackReceived late = Facts.verdicts("late", 1, 3).getFirst();
    handle(new UserForgotten("late", late.user(), late.receivedAt().plusSeconds(1)));
    // When
    handle(late);
    // Then
    assertThat(tastes.profile("late", late.user()).version()).isZero();
  }

  private static FeedbackReceived laterOf(FeedbackReceived one, String user, Instant at) {
    return new FeedbackReceived(
        one.tenant(),
        user,
        one.feedbackId(),
        one.photoId(),
        one.planId(),
        one.scene(),
        one.applied(),
        one.verdict(),
        one.reasons(),
        one.edit(),
        at);
  }

  private void happen(Event event) {
    publisher.publishAndWait(event, TraceContext.fresh());
    handle(event);
  }

  private void handle(Event event) {
    fold.handle(Delivery.of(event));
  }

  private static Map<String, SortedMap<String, String>> ofTenant(
      SortedMap<String, SortedMap<String, String>> dump, String tenant) {
    Map<String, SortedMap<String, String>> own = new HashMap<>();
    dump.forEach((key, fields) -> {
      if (key.contains(tenant)) {
        own.put(key, fields);
      }
    });
    return own;
  }

  /** What compaction would leave. */
  private Map<String, byte @Nullable []> newestByKey() {
    Map<String, byte @Nullable []> newest = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers.kafka().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.FEEDBACK_RECEIVED).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          newest.put(new String(record.key(), StandardCharsets.UTF_8), record.value());
        }
      }
    }
    return newest;
  }
}
