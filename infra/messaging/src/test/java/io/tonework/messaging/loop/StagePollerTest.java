package io.tonework.messaging.loop;

import static io.tonework.messaging.loop.SteppedLoop.LIMITS;
import static io.tonework.messaging.loop.SteppedLoop.MAIN;
import static io.tonework.messaging.loop.SteppedLoop.RETRY;
import static io.tonework.messaging.loop.SteppedLoop.TOPIC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Topics;
import io.tonework.messaging.Photos;
import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.event.LoopHeaders;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.queue.OffsetRuns;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.FatalException;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.RetryOrder;
import io.tonework.messaging.stage.RetryPolicy;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.stage.StageHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Steps the loop by hand through what goes wrong in production. */
class StagePollerTest {
  private static final Duration MAX_POLL_INTERVAL = Duration.ofMinutes(5);

  private final List<String> handled = new ArrayList<>();
  private final List<Delivery> deliveries = new ArrayList<>();

  @Test
  void shouldKeepPollingWhenHandlerOutlastsMaxPollInterval() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage().build());
    loop.own(MAIN);
    loop.put(MAIN, 0, Photos.uploaded("slow"));
    Instant begin = loop.clock.instant();
    // When: the handler does not return for three times the interval
    int polls = 0;
    while (loop.clock.instant().isBefore(begin.plus(MAX_POLL_INTERVAL.multipliedBy(3)))) {
      loop.clock.advance(Duration.ofSeconds(10));
      assertThat(loop.step()).isTrue();
      polls++;
    }
    // Then
    assertThat(polls).isEqualTo(90);
    assertThat(loop.committed(MAIN)).isEqualTo(0);
    loop.finishAll();
    loop.stepAndCommit();
    assertThat(loop.committed(MAIN)).isEqualTo(1);
    assertThat(handled).containsExactly("slow");
  }

  @Test
  void shouldDropResultWhenPartitionIsLostMidFlight() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage().build());
    loop.own(MAIN);
    loop.put(MAIN, 0, Photos.uploaded("a"));
    loop.put(MAIN, 1, Photos.uploaded("b"));
    loop.step();
    // When
    loop.poller().rebalance().onPartitionsLost(List.of(MAIN));
    loop.consumer.rebalance(List.of());
    assertThat(loop.interrupted).hasSize(2);
    loop.finishAll();
    loop.stepAndCommit();
    // Then: the handlers saw it, nothing was published, nothing was committed
    assertThat(deliveries).hasSize(2).allMatch(Delivery::isStale);
    assertThat(loop.producer.history()).isEmpty();
    assertThat(loop.counted(StageMetric.DROPPED)).isEqualTo(2);
    loop.consumer.rebalance(List.of(MAIN));
    assertThat(loop.committed(MAIN)).isZero();
  }

  @Test
  void shouldCommitFinishedPrefixOnlyWhenPartitionIsRevokedMidFlight() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage().build());
    loop.own(MAIN);
    loop.put(MAIN, 0, Photos.uploaded("a"));
    loop.put(MAIN, 1, Photos.uploaded("b"));
    loop.put(MAIN, 2, Photos.uploaded("c"));
    loop.step();
    loop.finish(0);
    loop.finish(1);
    // When
    loop.consumer.rebalance(List.of());
    loop.finishAll();
    loop.stepAndCommit();
    // Then: b may be handled again; that c was finished is remembered
    loop.consumer.rebalance(List.of(MAIN));
    OffsetAndMetadata committed = loop.commit(MAIN).orElseThrow();
    assertThat(committed.offset()).isEqualTo(1);
    assertThat(OffsetRuns.decode(1, committed.metadata())).containsExactly(2L);
  }

  @Test
  void shouldHandleAgainOnlyWhatWasUnfinishedWhenProcessCrashesBetweenEffectAndCommit() {
    // Given: the handlers of a and c had their effect, the one of b had not, then the process died
    SteppedLoop crashed = new SteppedLoop(stage().maxInFlight(3).build());
    crashed.own(MAIN);
    List.of("a", "b", "c").forEach(id -> crashed.put(MAIN, "abc".indexOf(id), Photos.uploaded(id)));
    crashed.step();
    crashed.finish(2);
    crashed.stepAndCommit();
    crashed.finish(0); // no commit tells of this one
    OffsetAndMetadata left = crashed.commit(MAIN).orElseThrow();
    handled.clear();
    // When
    SteppedLoop next = new SteppedLoop(stage().build());
    next.committedBefore(MAIN, left);
    next.own(MAIN);
    List.of("a", "b", "c").forEach(id -> next.put(MAIN, "abc".indexOf(id), Photos.uploaded(id)));
    next.step();
    next.finishAll();
    next.stepAndCommit();
    // Then: a is handled twice, which its handler must bear; c is not
    assertThat(handled).containsExactly("a", "b");
    assertThat(next.committed(MAIN)).isEqualTo(3);
    assertThat(next.counted(StageMetric.SKIPPED)).isEqualTo(1);
  }

  @Test
  void shouldNotCommitWhenEventsAreNotAcknowledged() throws Exception {
    // Given
    SteppedLoop loop = new SteppedLoop(stage(_ -> Outcome.done(Photos.failed("a"))).build(), false);
    loop.own(MAIN);
    loop.put(MAIN, 0, Photos.uploaded("a"));
    loop.step();
    // When
    Thread worker = Thread.ofVirtual().start(() -> loop.finish(0));
    await().until(() -> loop.producer.history().size() == 1);
    loop.stepAndCommit();
    // Then
    assertThat(loop.committed(MAIN)).isEqualTo(0);
    loop.producer.completeNext();
    worker.join();
    loop.stepAndCommit();
    assertThat(loop.committed(MAIN)).isEqualTo(1);
  }

  @Test
  void shouldGiveUpAtOnceAndTellCustomerWhenRecordIsPoison() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage().build());
    loop.own(MAIN);
    Headers attributes =
        new EventCodec("test", loop.clock)
            .encode(Photos.uploaded("bad"), TraceContext.fresh())
            .headers();
    loop.put(MAIN, 0, "bad".getBytes(UTF_8), new byte[9], attributes);
    loop.put(MAIN, 1, Photos.uploaded("good"));
    // When
    loop.step();
    loop.finishAll();
    loop.stepAndCommit();
    // Then
    assertThat(handled).containsExactly("good");
    assertThat(loop.committed(MAIN)).isEqualTo(2);
    assertThat(loop.published(Topics.PHOTO_FAILED)).hasSize(1);
    ProducerRecord<byte[], byte[]> dead = loop.published(Topics.deadLetter(TOPIC)).getFirst();
    assertThat(dead.value()).isEqualTo(new byte[9]);
    assertThat(LoopHeaders.asMap(dead.headers()))
        .containsEntry("__connect.errors.topic", TOPIC)
        .containsEntry("__connect.errors.partition", "0")
        .containsEntry("__connect.errors.offset", "0")
        .containsEntry("__connect.errors.stage", "planner")
        .containsEntry(
            "__connect.errors.exception.class.name",
            "io.tonework.messaging.event.UnreadableEventException")
        .containsKey("__connect.errors.exception.message")
        .containsKey("__connect.errors.class.name")
        .containsEntry("tonework.group", "group");
  }

  @Test
  void shouldPauseWhenFullAndResumeOnlyWhenHalfEmpty() {
    // Given: 2 in flight, 4 buffered
    SteppedLoop loop = new SteppedLoop(stage().build());
    loop.own(MAIN);
    for (int i = 0; i < 6; i++) {
      loop.put(MAIN, i, Photos.uploaded("p" + i));
    }
    // When
    loop.step();
    // Then
    assertThat(loop.inFlight).hasSize(2);
    assertThat(loop.consumer.paused()).containsExactly(MAIN);
    loop.put(MAIN, 6, Photos.uploaded("p6"));
    loop.finish(0); // its place is filled at once, so 3 are left in the buffer
    loop.step();
    assertThat(loop.consumer.paused()).containsExactly(MAIN);
    loop.finish(0);
    loop.step();
    assertThat(loop.consumer.paused()).isEmpty();
    loop.step();
    loop.finishAll();
    loop.stepAndCommit();
    assertThat(loop.committed(MAIN)).isEqualTo(7);
  }

  @Test
  void shouldKeepOrderWithinKeyWhenOthersFinishOutOfOrder() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage().maxInFlight(3).build());
    loop.own(MAIN);
    loop.put(MAIN, 0, Photos.uploaded("a"));
    loop.put(MAIN, 1, Photos.uploaded("a"));
    loop.put(MAIN, 2, Photos.uploaded("b"));
    // When
    loop.step();
    // Then: the second a waits for the first one although a place is free
    assertThat(loop.inFlight).hasSize(2);
    loop.finish(1);
    loop.stepAndCommit();
    assertThat(handled).containsExactly("b");
    assertThat(loop.committed(MAIN)).isEqualTo(0);
    loop.finish(0);
    assertThat(loop.inFlight).hasSize(1);
    loop.finishAll();
    loop.stepAndCommit();
    assertThat(deliveries).extracting(Delivery::offset).containsExactly(2L, 0L, 1L);
    assertThat(loop.committed(MAIN)).isEqualTo(3);
  }

  @Test
  void shouldMoveToRetryTopicWithBackoffAndJitterWhenAttemptFails() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage(_ -> Outcome.retry("the store is away")).build());
    loop.own(MAIN);
    loop.put(MAIN, 0, Photos.uploaded("a"));
    // When
    loop.step();
    loop.finishAll();
    loop.stepAndCommit();
    // Then
    ProducerRecord<byte[], byte[]> moved = loop.published(Topics.retry(TOPIC)).getFirst();
    assertThat(LoopHeaders.asMap(moved.headers()))
        .containsEntry("tonework.group", "group")
        .containsEntry("tonework.attempt", "2")
        .containsEntry("tonework.origin.topic", TOPIC)
        .containsEntry("tonework.origin.offset", "0");
    Instant due = Instant.ofEpochMilli(LoopHeaders.number(moved.headers(), LoopHeaders.DUE, 0));
    assertThat(Duration.between(Photos.NOON, due))
        .isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(loop.committed(MAIN)).isEqualTo(1);
  }

  @Test
  void shouldMoveToRetryTopicAsTheSameAttemptWhenServerIsAway() {
    // Given: the last attempt, which was put off twice before
    StageHandler away = _ -> Outcome.postpone("the store is away", new IllegalStateException());
    SteppedLoop loop = new SteppedLoop(stage(away).build());
    loop.own(RETRY);
    int last = RetryPolicy.DEFAULT.maxAttempts();
    loop.put(
        RETRY,
        0,
        Photos.uploaded("a"),
        due(Photos.NOON, last)
            .andThen(headers -> LoopHeaders.put(headers, LoopHeaders.POSTPONED, 2)));
    // When
    loop.step();
    loop.finishAll();
    loop.stepAndCommit();
    // Then it is no dead letter, and waits longer than the first time
    ProducerRecord<byte[], byte[]> moved = loop.published(Topics.retry(TOPIC)).getFirst();
    assertThat(LoopHeaders.asMap(moved.headers()))
        .containsEntry("tonework.attempt", Integer.toString(last))
        .containsEntry("tonework.postponed", "3");
    Instant due = Instant.ofEpochMilli(LoopHeaders.number(moved.headers(), LoopHeaders.DUE, 0));
    assertThat(Duration.between(Photos.NOON, due))
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(loop.published(Topics.deadLetter(TOPIC))).isEmpty();
  }

  @Test
  void shouldGiveUpWhenServerStaysAwayForHours() {
    // Given
    StageHandler away = _ -> Outcome.postpone("the store is away", new IllegalStateException());
    SteppedLoop loop = new SteppedLoop(stage(away).build());
    loop.own(RETRY);
    int most = RetryPolicy.OUTAGE.maxAttempts();
    loop.put(
        RETRY,
        0,
        Photos.uploaded("a"),
        due(Photos.NOON, 1)
            .andThen(headers -> LoopHeaders.put(headers, LoopHeaders.POSTPONED, most - 1)));
    // When
    loop.step();
    loop.finishAll();
    // Then
    assertThat(loop.published(Topics.deadLetter(TOPIC))).hasSize(1);
  }

  @Test
  void shouldBeginRetryWhenDueAndNotBeforeAndLetShorterOnesPass() {
    // Given: the long wait lies before the short one
    SteppedLoop loop = new SteppedLoop(stage().build());
    loop.own(RETRY);
    loop.put(RETRY, 0, Photos.uploaded("long"), due(Photos.NOON.plusSeconds(60), 3));
    loop.put(RETRY, 1, Photos.uploaded("short"), due(Photos.NOON.plusSeconds(2), 2));
    // When
    loop.step();
    // Then
    assertThat(loop.inFlight).isEmpty();
    loop.clock.advance(Duration.ofMillis(1999));
    loop.step();
    assertThat(loop.inFlight).isEmpty();
    loop.clock.advance(Duration.ofMillis(1));
    loop.step();
    loop.finishAll();
    loop.stepAndCommit();
    assertThat(handled).containsExactly("short");
    assertThat(loop.committed(RETRY)).isEqualTo(0);
    loop.clock.advance(Duration.ofSeconds(60));
    loop.step();
    loop.finishAll();
    loop.stepAndCommit();
    assertThat(deliveries).extracting(Delivery::attempt).containsExactly(2, 3);
    assertThat(deliveries).extracting(Delivery::topic).containsOnly(TOPIC);
    assertThat(loop.committed(RETRY)).isEqualTo(2);
  }

  @Test
  void shouldLeaveRetryTopicUnreadButNotTheMainOneWhenTooManyWait() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage().build());
    loop.own(MAIN, RETRY);
    for (int i = 0; i < LIMITS.maxWaiting(); i++) {
      loop.put(RETRY, i, Photos.uploaded("r" + i), due(Photos.NOON.plusSeconds(60), 2));
    }
    // When
    loop.step();
    // Then
    assertThat(loop.consumer.paused()).containsExactly(RETRY);
    loop.put(MAIN, 0, Photos.uploaded("fresh"));
    loop.step();
    loop.finishAll();
    assertThat(handled).containsExactly("fresh");
  }

  @Test
  void shouldSkipRetryWhenItIsAnotherGroups() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage().build());
    loop.own(RETRY);
    loop.put(
        RETRY,
        0,
        Photos.uploaded("a"),
        headers -> LoopHeaders.put(headers, LoopHeaders.GROUP, "other"));
    // When
    loop.step();
    loop.stepAndCommit();
    // Then
    assertThat(loop.inFlight).isEmpty();
    assertThat(loop.committed(RETRY)).isEqualTo(1);
  }

  @Test
  void shouldHoldKeyAndNothingElseWhenRetriesKeepKeyOrder() {
    // Given: the first a fails once
    SteppedLoop loop =
        new SteppedLoop(
            stage(
                    delivery -> {
                      if (delivery.offset() == 0 && delivery.attempt() == 1) {
                        return Outcome.retry("the view is away");
                      }
                      note(delivery);
                      return Outcome.done();
                    })
                .retryOrder(RetryOrder.KEEP_KEY_ORDER)
                .build());
    loop.own(MAIN);
    loop.put(MAIN, 0, Photos.uploaded("a"));
    loop.put(MAIN, 1, Photos.uploaded("a"));
    loop.put(MAIN, 2, Photos.uploaded("b"));
    // When
    loop.step();
    loop.finishAll();
    // Then
    assertThat(handled).containsExactly("b");
    loop.clock.advance(Duration.ofSeconds(1));
    loop.step();
    loop.finishAll();
    loop.stepAndCommit();
    assertThat(deliveries).extracting(Delivery::offset).containsExactly(2L, 0L, 1L);
    assertThat(deliveries).extracting(Delivery::attempt).containsExactly(1, 2, 1);
    assertThat(loop.committed(MAIN)).isEqualTo(3);
    assertThat(loop.producer.history()).isEmpty();
  }

  @Test
  void shouldTryAgainFromMemoryWhenKafkaTakesNothing() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage(this::failedPhoto).build());
    loop.own(MAIN);
    loop.put(MAIN, 0, Photos.uploaded("a"));
    loop.producer.sendException = new TimeoutException("no broker");
    // When
    loop.step();
    loop.finishAll();
    loop.stepAndCommit();
    // Then: neither lost nor counted as the record's own fault
    assertThat(loop.committed(MAIN)).isEqualTo(0);
    loop.producer.sendException = null;
    loop.clock.advance(Duration.ofSeconds(1));
    loop.step();
    loop.finishAll();
    loop.stepAndCommit();
    assertThat(deliveries).extracting(Delivery::attempt).containsExactly(1, 1);
    assertThat(loop.published(Topics.PHOTO_FAILED)).hasSize(1);
    assertThat(loop.committed(MAIN)).isEqualTo(1);
  }

  @Test
  void shouldStopAndGiveWorkBackWhenFaultIsFatal() {
    // Given
    SteppedLoop loop =
        new SteppedLoop(
            stage(
                    delivery -> {
                      if (delivery.event().key().equals("broken")) {
                        throw new FatalException("the bundle is damaged", null);
                      }
                      note(delivery);
                      return Outcome.done();
                    })
                .build());
    loop.own(MAIN);
    loop.put(MAIN, 0, Photos.uploaded("a"));
    loop.put(MAIN, 1, Photos.uploaded("broken"));
    loop.put(MAIN, 2, Photos.uploaded("c"));
    loop.step();
    // When
    loop.finish(0);
    loop.finish(0);
    // Then: c, which took the place of a, is given back
    assertThat(loop.step()).isFalse();
    assertThat(loop.poller().isReady()).isFalse();
    assertThat(loop.poller().failure())
        .get()
        .hasToString("io.tonework.messaging.stage.FatalException: the bundle is damaged");
    loop.end();
    assertThat(loop.interrupted).hasSize(1);
    assertThat(loop.consumer.closed()).isTrue();
    assertThat(handled).containsExactly("a");
    assertThat(loop.published(Topics.deadLetter(TOPIC))).isEmpty();
  }

  @Test
  void shouldStopWhenKafkaRefusesTheConsumer() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage().build());
    loop.own(MAIN);
    loop.consumer.setPollException(new TopicAuthorizationException(Set.of(TOPIC)));
    // When / Then
    assertThat(loop.step()).isFalse();
    assertThat(loop.poller().failure()).isPresent();
  }

  @Test
  void shouldGoOnWhenKafkaFailsForTheMoment() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage().build());
    loop.own(MAIN);
    loop.consumer.setPollException(new TimeoutException("no coordinator"));
    loop.put(MAIN, 0, Photos.uploaded("a"));
    // When
    assertThat(loop.step()).isTrue();
    loop.step();
    loop.finishAll();
    // Then
    assertThat(handled).containsExactly("a");
  }

  @Test
  void shouldFinishWhatIsInFlightAndBeginNothingWhenDraining() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage().build());
    loop.own(MAIN);
    for (int i = 0; i < 5; i++) {
      loop.put(MAIN, i, Photos.uploaded("p" + i));
    }
    loop.step();
    // When
    loop.drain();
    // Then
    assertThat(loop.step()).isTrue();
    assertThat(loop.consumer.paused()).containsExactly(MAIN);
    loop.finish(0);
    assertThat(loop.step()).isTrue();
    loop.finish(0);
    assertThat(loop.inFlight).isEmpty();
    assertThat(loop.stepAndCommit()).isFalse();
    assertThat(loop.committed(MAIN)).isEqualTo(2);
    assertThat(handled).containsExactly("p0", "p1");
  }

  @Test
  void shouldStopWaitingWhenDrainTimeoutIsOver() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage().drainTimeout(Duration.ofSeconds(20)).build());
    loop.own(MAIN);
    loop.put(MAIN, 0, Photos.uploaded("stuck"));
    loop.step();
    loop.drain();
    assertThat(loop.step()).isTrue();
    // When
    loop.clock.advance(Duration.ofSeconds(20));
    // Then
    assertThat(loop.step()).isFalse();
    loop.end();
    assertThat(loop.interrupted).hasSize(1);
  }

  @Test
  void shouldNotRunKeyTwiceWhenPartitionComesBackWhileStaleWorkGoesOn() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage().build());
    loop.own(MAIN);
    loop.put(MAIN, 0, Photos.uploaded("a"));
    loop.step();
    loop.consumer.rebalance(List.of());
    // When: the partition comes back and its record is read again
    loop.own(MAIN);
    loop.put(MAIN, 0, Photos.uploaded("a"));
    loop.step();
    // Then
    assertThat(loop.inFlight).hasSize(1);
    loop.finish(0);
    assertThat(loop.inFlight).hasSize(1);
    loop.finish(0);
    loop.stepAndCommit();
    assertThat(deliveries).extracting(Delivery::isStale).containsExactly(true, false);
    assertThat(loop.committed(MAIN)).isEqualTo(1);
  }

  @Test
  void shouldPassOverTombstoneWhenAnEventWasErased() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage().build());
    loop.own(MAIN);
    loop.put(MAIN, 0, new byte[] {1}, null, new RecordHeaders());
    // When
    loop.step();
    loop.finishAll();
    loop.stepAndCommit();
    // Then
    assertThat(handled).isEmpty();
    assertThat(loop.committed(MAIN)).isEqualTo(1);
    assertThat(loop.producer.history()).isEmpty();
  }

  @Test
  void shouldLeavePartitionUnreadWhenTooMuchIsFinishedBeyondOneRecord() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage().build());
    TopicPartition other = new TopicPartition(TOPIC, 1);
    loop.own(MAIN, other);
    loop.put(MAIN, 0, Photos.uploaded("slow"));
    loop.step();
    // When: offsets have gaps, so that few records make a wide span
    loop.put(MAIN, LIMITS.maxSpan(), Photos.uploaded("late"));
    loop.step();
    // Then
    assertThat(loop.consumer.paused()).containsExactly(MAIN);
    loop.finishAll();
    loop.step();
    assertThat(loop.consumer.paused()).isEmpty();
  }

  @Test
  void shouldHandEventsTraceOnWhenPublishing() {
    // Given
    SteppedLoop loop = new SteppedLoop(stage(this::failedPhoto).build());
    loop.own(MAIN);
    loop.put(MAIN, 0, Photos.uploaded("a"));
    // When
    loop.step();
    loop.finishAll();
    // Then
    Headers headers = loop.published(Topics.PHOTO_FAILED).getFirst().headers();
    TraceContext published =
        new TraceContext(LoopHeaders.text(headers, "ce_traceparent").orElseThrow());
    TraceContext received = deliveries.getFirst().trace();
    assertThat(published.traceId()).isEqualTo(received.traceId());
    assertThat(published.spanId()).isNotEqualTo(received.spanId());
  }

  private StageDefinition.Builder stage() {
    return stage(delivery -> {
      note(delivery);
      return Outcome.done();
    });
  }

  private StageDefinition.Builder stage(StageHandler handler) {
    return StageDefinition.builder("planner")
        .group("group")
        .topics(TOPIC)
        .handler(handler)
        .onReject((delivery, failure) ->
            List.of(PhotoFailed.of(delivery.event(PhotoUploaded.class), failure, Photos.NOON)))
        .maxInFlight(2);
  }

  private Outcome failedPhoto(Delivery delivery) {
    note(delivery);
    return Outcome.done(Photos.failed(delivery.event().key()));
  }

  private void note(Delivery delivery) {
    deliveries.add(delivery);
    handled.add(delivery.event().key());
  }

  private static Consumer<Headers> due(Instant due, int attempt) {
    return headers -> {
      LoopHeaders.put(headers, LoopHeaders.GROUP, "group");
      LoopHeaders.put(headers, LoopHeaders.ATTEMPT, attempt);
      LoopHeaders.put(headers, LoopHeaders.DUE, due.toEpochMilli());
      LoopHeaders.put(headers, LoopHeaders.ORIGIN_TOPIC, TOPIC);
    };
  }
}
