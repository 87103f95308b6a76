package io.tonework.messaging.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Topics;
import io.tonework.messaging.Broker;
import io.tonework.messaging.Photos;
import io.tonework.messaging.deadletter.DeadLetter;
import io.tonework.messaging.deadletter.DeadLetters;
import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.kafka.GroupProtocol;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.FatalException;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.RetryPolicy;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.stage.StageHandler;
import io.tonework.messaging.stage.TransientException;
import io.tonework.messaging.topic.TopicAdmin;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loop on a real broker: what the unit tests step through, end to end. */
class StageLoopIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(100), Duration.ofMillis(400), 0.5);

  private static Broker broker;

  private final String id = UUID.randomUUID().toString();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @BeforeAll
  static void startBroker() throws Exception {
    broker = Broker.start();
    TopicAdmin.ensureTopics(broker.settings());
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
  }

  @ParameterizedTest
  @EnumSource(GroupProtocol.class)
  void shouldHandleAndPublishEachEventWhenAllGoesWell(GroupProtocol protocol) throws Exception {
    // Given
    String topic = broker.newTopic(3);
    for (int i = 0; i < 60; i++) {
      broker.publish(topic, Photos.uploaded(id + i));
    }
    StageDefinition stage =
        stage(topic, delivery -> Outcome.done(Photos.failed(photo(delivery).photoId()))).build();
    // When
    try (StageLoop loop = start(stage, protocol)) {
      // Then
      await().atMost(PATIENCE).until(() -> broker.committed(stage.group(), topic) == 60);
      assertThat(loop.isReady()).isTrue();
    }
    assertThat(published()).doesNotHaveDuplicates().hasSize(60);
    assertThat(counted(StageMetric.PROCESSED)).isEqualTo(60);
  }

  @Test
  void shouldLetOthersPassWhenOnePhotoIsTriedAgain() throws Exception {
    // Given: one partition, and the photo that fails comes first
    String topic = broker.newTopic(1);
    List<String> handled = new ArrayList<>();
    Map<String, Integer> attempts = new ConcurrentHashMap<>();
    StageDefinition stage =
        stage(
                topic,
                delivery -> {
                  String photo = photo(delivery).photoId();
                  attempts.put(photo, delivery.attempt());
                  if (photo.equals(id + "slow") && delivery.attempt() < 3) {
                    return Outcome.retry("the store is away");
                  }
                  synchronized (handled) {
                    handled.add(photo);
                  }
                  assertThat(delivery.topic()).isEqualTo(topic);
                  return Outcome.done();
                })
            .build();
    broker.publish(topic, Photos.uploaded(id + "slow"));
    for (int i = 0; i < 10; i++) {
      broker.publish(topic, Photos.uploaded(id + i));
    }
    // When
    try (StageLoop _ = start(stage, GroupProtocol.CLASSIC)) {
      // Then
      await().atMost(PATIENCE).until(() -> attempts.getOrDefault(id + "slow", 0) == 3);
      await()
          .atMost(PATIENCE)
          .until(() -> broker.committed(stage.group(), Topics.retry(topic)) == 2);
    }
    assertThat(handled).hasSize(11).endsWith(id + "slow");
  }

  @Test
  void shouldWriteDeadLetterAndTellCustomerWhenRejectedAndReplayOnlyOnce() throws Exception {
    // Given
    String topic = broker.newTopic(2);
    AtomicInteger calls = new AtomicInteger();
    StageDefinition stage =
        stage(
                topic,
                delivery ->
                    calls.incrementAndGet() == 1
                        ? Outcome.reject(Photos.corrupt(), new IllegalStateException("end of file"))
                        : Outcome.done())
            .build();
    broker.publish(topic, Photos.uploaded(id));
    try (StageLoop _ = start(stage, GroupProtocol.CLASSIC);
        DeadLetters letters = new DeadLetters(broker.settings())) {
      await().atMost(PATIENCE).until(() -> !letters.list(topic).isEmpty());
      DeadLetter letter = letters.list(topic).getFirst();
      assertThat(letter.topic()).isEqualTo(topic);
      assertThat(letter.failureCode()).isEqualTo("corrupt_image");
      assertThat(letter.errorClass()).isEqualTo("java.lang.IllegalStateException");
      assertThat(letter.errorMessage()).isEqualTo("the file ends early");
      assertThat(letter.headers().get("__connect.errors.exception.stacktrace"))
          .contains("end of file");
      assertThat(letter.key()).isEqualTo(id);
      assertThat(letter.payload()).contains("\"photoId\":\"" + id);
      assertThat(letter.group()).isEqualTo(stage.group());
      assertThat(published()).containsExactly(id);
      // When
      List<DeadLetter> replayed = letters.replay(topic, _ -> true);
      List<DeadLetter> replayedAgain = letters.replay(topic, _ -> true);
      // Then
      assertThat(replayed).hasSize(1);
      assertThat(replayedAgain).isEmpty();
      await().atMost(PATIENCE).until(() -> calls.get() == 2);
      assertThat(letters.list(topic)).singleElement().matches(DeadLetter::isReplayed);
      assertThat(letters.replayAgain(topic, _ -> true)).hasSize(1);
      await().atMost(PATIENCE).until(() -> calls.get() == 3);
    }
  }

  @Test
  void shouldGiveUpAfterLastAttemptWhenFaultDoesNotPass() throws Exception {
    // Given
    String topic = broker.newTopic(1);
    Map<Integer, Integer> attempts = new ConcurrentHashMap<>();
    StageDefinition stage =
        stage(
                topic,
                delivery -> {
                  attempts.merge(delivery.attempt(), 1, Integer::sum);
                  throw new TransientException("the store is away");
                })
            .build();
    broker.publish(topic, Photos.uploaded(id));
    // When
    try (StageLoop _ = start(stage, GroupProtocol.CLASSIC);
        DeadLetters letters = new DeadLetters(broker.settings())) {
      // Then
      await().atMost(PATIENCE).until(() -> !letters.list(topic).isEmpty());
      DeadLetter letter = letters.list(topic).getFirst();
      assertThat(letter.attempts()).isEqualTo(3);
      assertThat(letter.originOffset()).isZero();
      assertThat(letter.failureCode()).isEqualTo("retries_exhausted");
      assertThat(letter.errorMessage()).isEqualTo("the store is away");
    }
    assertThat(attempts).isEqualTo(Map.of(1, 1, 2, 1, 3, 1));
    assertThat(published()).containsExactly(id);
  }

  @Test
  void shouldGiveUpAtOnceAndTellCustomerWhenRecordIsUnreadable() throws Exception {
    // Given: the attributes are there, the data is damaged; and something that says nothing at all
    String topic = Topics.PHOTO_UPLOADED;
    ProducerRecord<byte[], byte[]> damaged =
        new EventCodec("test", Clock.systemUTC()).encode(Photos.uploaded(id), TraceContext.fresh());
    broker.send(
        new ProducerRecord<>(topic, null, damaged.key(), new byte[] {'{'}, damaged.headers()));
    broker.send(new ProducerRecord<>(topic, id.getBytes(UTF_8), new byte[] {1, 2, 3}));
    StageDefinition stage = stage(topic, _ -> Outcome.done()).build();
    // When
    try (StageLoop loop = start(stage, GroupProtocol.CLASSIC);
        DeadLetters letters = new DeadLetters(broker.settings())) {
      // Then
      await().atMost(PATIENCE).until(() -> letters.list(topic).size() == 2);
      assertThat(letters.list(topic))
          .allMatch(letter -> letter.failureCode().equals("unreadable_event"));
      assertThat(loop.isAlive()).isTrue();
    }
    assertThat(broker.events(Topics.PHOTO_FAILED))
        .filteredOn(event -> event.key().equals(id))
        .singleElement()
        .isInstanceOfSatisfying(
            PhotoFailed.class,
            told -> assertThat(told.failure().code()).isEqualTo(FailureCode.UNREADABLE_EVENT));
  }

  @Test
  void shouldLeaveRetriesToTheGroupThatFailedWhenTwoGroupsReadOneTopic() throws Exception {
    // Given
    String topic = broker.newTopic(1);
    AtomicInteger first = new AtomicInteger();
    AtomicInteger second = new AtomicInteger();
    StageDefinition failing =
        stage(topic, _ -> first.incrementAndGet() < 3 ? Outcome.retry("not yet") : Outcome.done())
            .build();
    StageDefinition content =
        stage(
                topic,
                _ -> {
                  second.incrementAndGet();
                  return Outcome.done();
                })
            .group("content-" + id)
            .build();
    broker.publish(topic, Photos.uploaded(id));
    // When
    try (StageLoop _ = start(failing, GroupProtocol.CLASSIC);
        StageLoop _ = start(content, GroupProtocol.CLASSIC)) {
      await().atMost(PATIENCE).until(() -> first.get() == 3);
      await()
          .atMost(PATIENCE)
          .until(() -> broker.committed(content.group(), Topics.retry(topic)) == 2);
    }
    // Then
    assertThat(second).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource(GroupProtocol.class)
  void shouldLoseNothingAndKeepOrderWhenMembersComeAndGo(GroupProtocol protocol) throws Exception {
    // Given
    String topic = broker.newTopic(4);
    Map<String, ConcurrentLinkedQueue<Long>> offsetsByKey = new ConcurrentHashMap<>();
    Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    ConcurrentLinkedQueue<String> overlaps = new ConcurrentLinkedQueue<>();
    StageDefinition stage =
        stage(
                topic,
                delivery -> {
                  String key = delivery.event().key();
                  if (running.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet() > 1
                      && !delivery.isStale()) {
                    overlaps.add(key);
                  }
                  try {
                    Thread.sleep(5); // the work itself, not a wait for something to happen
                    offsetsByKey
                        .computeIfAbsent(key, _ -> new ConcurrentLinkedQueue<>())
                        .add(delivery.offset());
                    return Outcome.done();
                  } finally {
                    running.get(key).decrementAndGet();
                  }
                })
            .maxInFlight(8)
            .build();
    for (int i = 0; i < 400; i++) {
      broker.publish(topic, Photos.uploaded(id + "-" + i % 20));
    }
    // When: a second member joins in the middle, then the first one leaves
    StageLoop first = start(stage, protocol);
    await().atMost(PATIENCE).until(() -> !offsetsByKey.isEmpty());
    try (StageLoop second = start(stage, protocol)) {
      await().atMost(PATIENCE).until(second::isReady);
      for (int i = 0; i < 400; i++) {
        broker.publish(topic, Photos.uploaded(id + "-" + i % 20));
      }
      first.close();
      assertThat(first.isAlive()).isFalse();
      await().atMost(PATIENCE).until(() -> broker.committed(stage.group(), topic) == 800);
    }
    // Then: each record of each key was handled, the first handlings in the order of the offsets
    assertThat(offsetsByKey.values().stream().mapToLong(o -> o.stream().distinct().count()).sum())
        .isEqualTo(800);
    assertThat(offsetsByKey.values())
        .allSatisfy(offsets -> assertThat(offsets.stream().distinct()).isSorted());
    assertThat(overlaps).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(GroupProtocol.class)
  void shouldBeginNoRecordTwiceWhenMembersComeAndGoWhileSlowWorkIsInFlight(GroupProtocol protocol)
      throws Exception {
    // Given
    String topic = broker.newTopic(4);
    ConcurrentLinkedQueue<String> begun = new ConcurrentLinkedQueue<>();
    StageDefinition stage =
        stage(
                topic,
                delivery -> {
                  begun.add(delivery.partition() + "@" + delivery.offset());
                  Thread.sleep(2_500); // the work itself, not a wait for something to happen
                  return Outcome.done();
                })
            .maxInFlight(6)
            .build();
    for (int i = 0; i < 18; i++) {
      broker.publish(topic, Photos.uploaded(id + "-" + i));
    }
    // When: a second member takes partitions whose records are in work, then the first one leaves
    StageLoop first = start(stage, protocol);
    await().atMost(PATIENCE).until(() -> begun.size() == 6);
    try (StageLoop second = start(stage, protocol)) {
      await().atMost(PATIENCE).until(() -> begun.size() > 8);
      first.close();
      await().atMost(PATIENCE).until(() -> broker.committed(stage.group(), topic) == 18);
      assertThat(second.isReady()).isTrue();
    }
    // Then
    assertThat(begun).doesNotHaveDuplicates().hasSize(18);
    assertThat(counted(StageMetric.DROPPED)).isZero();
  }

  @Test
  void shouldGiveWorkBackWhenItDoesNotEndWithinTheDrainTimeout() throws Exception {
    // Given
    String topic = broker.newTopic(1);
    CountDownLatch begun = new CountDownLatch(1);
    Semaphore never = new Semaphore(0);
    AtomicInteger interrupted = new AtomicInteger();
    StageDefinition stuck =
        stage(
                topic,
                delivery -> {
                  begun.countDown();
                  try {
                    never.acquire();
                  } catch (InterruptedException e) {
                    assertThat(delivery.isStale()).isTrue();
                    interrupted.incrementAndGet();
                    throw e;
                  }
                  return Outcome.done();
                })
            .drainTimeout(Duration.ofMillis(100))
            .build();
    broker.publish(topic, Photos.uploaded(id));
    StageLoop loop = start(stuck, GroupProtocol.CLASSIC);
    begun.await();
    // When
    loop.close();
    // Then
    assertThat(broker.committed(stuck.group(), topic)).isZero();
    await().atMost(PATIENCE).until(() -> interrupted.get() == 1);
    AtomicInteger handled = new AtomicInteger();
    StageDefinition next =
        stage(
                topic,
                _ -> {
                  handled.incrementAndGet();
                  return Outcome.done();
                })
            .build();
    try (StageLoop _ = start(next, GroupProtocol.CLASSIC)) {
      await().atMost(PATIENCE).until(() -> handled.get() == 1);
    }
    assertThat(broker.committed(stuck.group(), topic)).isEqualTo(1);
  }

  @Test
  void shouldStopAndLeaveRecordUncommittedWhenFaultIsFatal() throws Exception {
    // Given
    String topic = broker.newTopic(1);
    StageDefinition stage =
        stage(
                topic,
                _ -> {
                  throw new FatalException("the bundle is damaged", null);
                })
            .build();
    broker.publish(topic, Photos.uploaded(id));
    // When
    StageLoop loop = start(stage, GroupProtocol.CLASSIC);
    // Then
    await().atMost(PATIENCE).until(() -> !loop.isAlive());
    assertThat(loop.failure())
        .get()
        .hasToString("io.tonework.messaging.stage.FatalException: the bundle is damaged");
    assertThat(loop.isReady()).isFalse();
    assertThat(broker.committed(stage.group(), topic)).isZero();
  }

  private StageDefinition.Builder stage(String topic, StageHandler handler) {
    return StageDefinition.builder("planner")
        .group("group-" + id)
        .topics(topic)
        .handler(handler)
        .onReject(
            (delivery, failure) -> List.of(PhotoFailed.of(photo(delivery), failure, Photos.NOON)))
        .retry(QUICK);
  }

  private StageLoop start(StageDefinition stage, GroupProtocol protocol) {
    return StageLoop.start(stage, broker.settings().withGroupProtocol(protocol), metrics);
  }

  private static PhotoUploaded photo(Delivery delivery) {
    return delivery.event(PhotoUploaded.class);
  }

  /** The photos of this test that a failure was published for. */
  private List<String> published() {
    return broker.events(Topics.PHOTO_FAILED).stream()
        .map(event -> event.key())
        .filter(key -> key.startsWith(id))
        .toList();
  }

  private double counted(StageMetric metric) {
    return metrics.find(metric.metricName()).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }
}
