package io.tonework.models.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.noop.NoopCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.models.ModelDiedException;
import io.tonework.models.ModelException;
import io.tonework.models.RequestDroppedException;
import io.tonework.models.RequestDroppedException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MicroBatcherTest {
  private static final BatchSettings SETTINGS =
      new BatchSettings(3, Duration.ofMillis(5), 4, Duration.ofSeconds(1));

  private final AtomicLong now = new AtomicLong(1_000_000);
  private final List<List<Integer>> batches = new ArrayList<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicroBatcher<Integer, String> batcher = batcher(this::shout);

  @Test
  void shouldRunAtOnceWhenTheBatchIsFull() throws Exception {
    // Given
    var one = batcher.submit(1);
    var two = batcher.submit(2);
    assertThat(batcher.step()).isFalse();
    var three = batcher.submit(3);
    // When
    boolean ran = batcher.step();
    // Then
    assertThat(ran).isTrue();
    assertThat(batches).containsExactly(List.of(1, 2, 3));
    assertThat(List.of(one.get(), two.get(), three.get())).containsExactly("1!", "2!", "3!");
  }

  @Test
  void shouldRunWhatThereIsWhenTheFirstHasWaitedLongEnough() throws Exception {
    // Given
    var one = batcher.submit(1);
    pass(Duration.ofMillis(3));
    var two = batcher.submit(2);
    pass(Duration.ofMillis(2).minusNanos(1));
    assertThat(batcher.step()).isFalse();
    // When
    pass(Duration.ofNanos(1));
    // Then
    assertThat(batcher.step()).isTrue();
    assertThat(batches).containsExactly(List.of(1, 2));
    assertThat(one.get() + two.get()).isEqualTo("1!2!");
  }

  @Test
  void shouldLeaveTheRestForTheNextBatchWhenMoreWaitThanFit() {
    // Given
    for (int i = 1; i <= 4; i++) {
      var _ = batcher.submit(i);
    }
    // When
    batcher.step();
    pass(Duration.ofMillis(5));
    batcher.step();
    // Then
    assertThat(batches).containsExactly(List.of(1, 2, 3), List.of(4));
  }

  @Test
  void shouldRefuseAtOnceWhenTheLineIsFull() {
    // Given
    for (int i = 1; i <= 4; i++) {
      var _ = batcher.submit(i);
    }
    // When
    // Then
    assertThatThrownBy(() -> batcher.submit(5))
        .isInstanceOfSatisfying(
            RequestDroppedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FULL));
    assertThat(dropped("full")).isEqualTo(1);
  }

  @Test
  void shouldDropWithoutRunningWhenTheDeadlineHasPassed() {
    // Given
    var late = batcher.submit(1);
    pass(Duration.ofMillis(1001));
    var inTime = batcher.submit(2);
    // When
    batcher.step();
    pass(Duration.ofMillis(5));
    batcher.step();
    // Then
    assertThat(batches).containsExactly(List.of(2));
    assertThat(inTime).isCompletedWithValue("2!");
    assertThatThrownBy(late::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            RequestDroppedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXPIRED));
    assertThat(dropped("expired")).isEqualTo(1);
  }

  @Test
  void shouldFreeThePlaceWhenAWaitingRequestIsCancelled() {
    // Given
    List<CompletableFuture<String>> waiting = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      waiting.add(batcher.submit(i));
    }
    // When
    waiting.get(1).cancel(true);
    var _ = batcher.submit(5);
    batcher.step();
    // Then
    assertThat(batches).containsExactly(List.of(1, 3, 4));
    assertThat(dropped("cancelled")).isEqualTo(1);
  }

  @Test
  void shouldFailOnlyTheBadRequestWhenItsBatchFails() throws Exception {
    // Given
    MicroBatcher<Integer, String> picky =
        batcher(batch -> {
          if (batch.contains(13)) {
            throw new ModelException("13 is bad", null);
          }
          return shout(batch);
        });
    var good = picky.submit(1);
    var bad = picky.submit(13);
    var alsoGood = picky.submit(2);
    // When
    picky.step();
    // Then
    assertThat(good.get() + alsoGood.get()).isEqualTo("1!2!");
    assertThatThrownBy(bad::get).cause().hasMessage("13 is bad");
  }

  @Test
  void shouldMeasureQueueTimeAndFill() {
    // Given
    var _ = batcher.submit(1);
    pass(Duration.ofMillis(5));
    // When
    batcher.step();
    // Then
    assertThat(registry.get("tonework.model.queue").timer().totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(5);
    assertThat(registry.get("tonework.model.batch.fill").summary().totalAmount())
        .isEqualTo(1.0 / 3);
  }

  @Test
  void shouldRunWhatWaitsAndRefuseWhatComesWhenClosed() throws Exception {
    // Given
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    BatchSettings one = new BatchSettings(1, Duration.ZERO, 4, Duration.ofMinutes(1));
    MicroBatcher<Integer, String> running =
        MicroBatcher.start(
            "test",
            one,
            batch -> {
              entered.countDown();
              awaitQuietly(release);
              return shout(batch);
            },
            new SimpleMeterRegistry());
    var first = running.submit(1);
    entered.await();
    var second = running.submit(2);
    Thread closer = Thread.ofVirtual().start(running::close);
    // When
    release.countDown();
    closer.join();
    // Then
    assertThat(first.get() + second.get()).isEqualTo("1!2!");
    assertThatThrownBy(() -> running.submit(3))
        .isInstanceOfSatisfying(
            RequestDroppedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
  }

  @Test
  void shouldTakeTheRequestOutWhenItsCallerIsInterrupted() throws Exception {
    // Given
    CountDownLatch ended = new CountDownLatch(1);
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                batcher.call(1);
              } catch (InterruptedException e) {
                ended.countDown();
              }
            });
    await().until(() -> registry.get("tonework.model.waiting").gauge().value() == 1);
    // When
    caller.interrupt();
    // Then
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    pass(Duration.ofMillis(10));
    assertThat(batcher.step()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("errors")
  void shouldFailWhoWaitsAndWhoComesLaterWhenAnErrorEndsItsThread(Error error) throws Exception {
    // Given
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    MicroBatcher<Integer, String> dying =
        MicroBatcher.start(
            "test",
            new BatchSettings(1, Duration.ZERO, 4, Duration.ofMinutes(1)),
            batch -> {
              entered.countDown();
              awaitQuietly(release);
              throw error;
            },
            new SimpleMeterRegistry());
    var running = dying.submit(1);
    entered.await();
    var waiting = dying.submit(2);
    // When
    release.countDown();
    // Then
    for (var call : List.of(running, waiting)) {
      assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(ModelDiedException.class)
          .hasCause(error);
    }
    assertThatThrownBy(() -> dying.call(3))
        .isInstanceOf(ModelDiedException.class)
        .hasMessageContaining("the model test has died");
    dying.close();
  }

  @Test
  void shouldFailWhoIsTurnedAwayWhenAnErrorEndsItsThread() {
    // Given
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    SimpleMeterRegistry full =
        new SimpleMeterRegistry() {
          @Override
          protected Counter newCounter(Meter.Id id) {
            return new NoopCounter(id) {
              @Override
              public void increment(double amount) {
                throw error;
              }
            };
          }
        };
    BatchSettings alwaysLate = new BatchSettings(1, Duration.ZERO, 4, Duration.ofNanos(1));
    MicroBatcher<Integer, String> dying = MicroBatcher.start("test", alwaysLate, this::shout, full);
    // When
    var late = dying.submit(1);
    // Then
    assertThatThrownBy(() -> late.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(ModelDiedException.class)
        .hasCause(error);
    dying.close();
  }

  static Stream<Error> errors() {
    return Stream.of(
        new OutOfMemoryError("Java heap space"), new StackOverflowError(), new LinkageError("ort"));
  }

  private MicroBatcher<Integer, String> batcher(Function<List<Integer>, List<String>> model) {
    registry.clear();
    return new MicroBatcher<>("test", SETTINGS, model, registry, now::get);
  }

  private List<String> shout(List<Integer> batch) {
    synchronized (batches) {
      batches.add(batch);
    }
    return batch.stream().map(i -> i + "!").toList();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private double dropped(String reason) {
    return registry.get("tonework.model.dropped").tag("reason", reason).counter().count();
  }
}
