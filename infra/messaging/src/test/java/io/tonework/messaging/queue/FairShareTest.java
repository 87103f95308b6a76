package io.tonework.messaging.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.Priority;
import io.tonework.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Who begins next when there are more records than places. */
class FairShareTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String LANE = Topics.PHOTO_UPLOADED;
  private static final String BATCH = Topics.PHOTO_UPLOADED_BATCH;

  @Test
  void shouldBeginAnInteractiveRecordAtOnceWhenAThousandBulkOnesCameBefore() {
    // Given
    Line line = new Line(4);
    line.offer(BATCH, "acme", 1_000);
    line.take();

    // When
    line.offer(LANE, "blue", 1);

    // Then
    assertThat(line.take()).singleElement().matches(item -> item.share().tenant().equals("blue"));
  }

  @Test
  void shouldLetBulkHaveAllButOnePlaceWhenNothingElseWaits() {
    // Given
    Line line = new Line(4);
    line.offer(BATCH, "acme", 10);

    // Then
    assertThat(line.take()).hasSize(3);
  }

  @Test
  void shouldLetBulkHaveTheOnlyPlaceWhenThereIsOne() {
    // Given
    Line line = new Line(1);
    line.offer(BATCH, "acme", 2);
    WorkItem bulk = line.takeOne();
    line.offer(LANE, "blue", 1);

    // When
    line.core.completed(bulk);

    // Then: one bulk record is the longest wait
    assertThat(line.takeOne().share().lane()).isEqualTo(Priority.INTERACTIVE);
  }

  @Test
  void shouldBeginNoMoreBulkThanBesideInteractiveWhileAnInteractiveRecordIsInFlight() {
    // Given
    Line line = new Line(8);
    line.offer(LANE, "blue", 1);
    line.offer(BATCH, "acme", 10);

    // Then
    assertThat(line.take())
        .extracting(item -> item.share().lane())
        .containsExactly(Priority.INTERACTIVE, Priority.BULK, Priority.BULK);
  }

  @Test
  void shouldLetBulkHaveItsPlacesBackWhenNothingInteractiveCameForAWhile() {
    // Given
    Line line = new Line(8);
    line.offer(LANE, "blue", 1);
    line.offer(BATCH, "acme", 10);
    line.core.completed(line.take().getFirst());

    // When
    List<WorkItem> atOnce = line.core.take(NOW.plusMillis(100));
    List<WorkItem> later = line.core.take(NOW.plusMillis(100).plus(LaneTurns.CALM));

    // Then
    assertThat(atOnce).isEmpty();
    assertThat(later).hasSize(5);
  }

  @Test
  void shouldBeginBulkOnlyByItsAgeBesideInteractiveWhenNoneMay() {
    // Given
    LaneTurns turns = new LaneTurns(100, 0);
    turns.next(NOW, true, true);
    turns.started(Priority.INTERACTIVE, true);

    // Then
    assertThat(turns.next(NOW, false, true)).isEmpty();
    assertThat(turns.next(NOW, true, true)).contains(Priority.INTERACTIVE);

    // When
    for (int i = 1; i < LaneTurns.PATIENCE; i++) {
      turns.started(Priority.INTERACTIVE, true);
    }

    // Then
    assertThat(turns.next(NOW, true, true)).contains(Priority.BULK);
  }

  @Test
  void shouldGiveBulkItsShareHoweverMuchIsInteractive() {
    // Given
    Line line = new Line(1);
    line.offer(LANE, "blue", 100);
    line.offer(BATCH, "acme", 100);

    // When
    List<Priority> lanes = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      WorkItem item = line.takeOne();
      lanes.add(item.share().lane());
      line.core.completed(item);
    }

    // Then
    assertThat(lanes).filteredOn(Priority.BULK::equals).hasSize(10);
    assertThat(lanes.indexOf(Priority.BULK)).isEqualTo(LaneTurns.PATIENCE);
  }

  @Test
  void shouldGiveEqualSharesOfTimeWhenATenantsRecordsTakeLonger() {
    // Given
    Line line = new Line(5);
    line.offer(LANE, "slow", 1_000);
    line.offer(LANE, "quick", 1_000);
    Map<String, Integer> places = new HashMap<>();
    Map<WorkItem, Integer> ends = new HashMap<>();

    // When: a record of the one takes ten times as long as one of the other
    for (int tick = 0; tick < 400; tick++) {
      for (WorkItem item : List.copyOf(ends.keySet())) {
        if (ends.getOrDefault(item, 0) <= tick) {
          ends.remove(item);
          line.core.completed(item);
        }
      }
      for (WorkItem begun : line.take()) {
        ends.put(begun, tick + (begun.share().tenant().equals("slow") ? 10 : 1));
      }
      ends.keySet().forEach(item -> places.merge(item.share().tenant(), 1, Integer::sum));
    }

    // Then
    double share = places.getOrDefault("slow", 0) / 2_000.0;
    assertThat(share).isBetween(0.4, 0.62);
  }

  @Test
  void shouldLetALateTenantGoBeforeTheRestOfAnEarlierOnesBatch() {
    // Given
    Line line = new Line(3);
    line.offer(BATCH, "acme", 1_500);
    List<WorkItem> begun = line.take();
    line.offer(BATCH, "blue", 1);

    // When
    line.core.completed(begun.getFirst());

    // Then
    assertThat(line.takeOne().share().tenant()).isEqualTo("blue");
  }

  @Test
  void shouldPauseOnlyTheLaneThatIsFull() {
    // Given
    Line line = new Line(2);

    // When
    line.offer(BATCH, "acme", 3_000);

    // Then
    assertThat(line.core.toPause())
        .containsExactlyInAnyOrder(
            new TopicPartition(BATCH, 0), new TopicPartition(Topics.retry(BATCH), 0));
  }

  @Test
  void shouldPauseALaneWhoseFewRecordsAreLarge() {
    // Given
    Line line = new Line(2);

    // When
    for (int i = 0; i < 20; i++) {
      line.offer(BATCH, "acme", new byte[1 << 20]);
    }

    // Then
    assertThat(line.core.toPause())
        .containsExactlyInAnyOrder(
            new TopicPartition(BATCH, 0), new TopicPartition(Topics.retry(BATCH), 0));
  }

  @Test
  void shouldPauseOnlyTheRetriesOfTheLaneThatHasTooManyOfThem() {
    // Given
    Line line = new Line(2);
    String retry = Topics.retry(BATCH);

    // When
    for (int i = 0; i < 5_000; i++) {
      line.offerLater(retry, "acme");
    }

    // Then
    assertThat(line.core.toPause()).containsExactly(new TopicPartition(retry, 0));
  }

  @Test
  void shouldForgetEveryCountWhenPartitionsAreTakenAway() {
    // Given
    Line line = new Line(4);
    line.offer(BATCH, "acme", 3_000);
    line.offer(LANE, "blue", 10);
    List<WorkItem> begun = line.take();

    // When
    line.core.revoke(line.core.partitions());
    begun.forEach(line.core::dropped);
    line.own();
    line.offsets.clear();
    line.offer(BATCH, "acme", 10);

    // Then
    assertThat(line.core.toPause()).isEmpty();
    assertThat(line.core.readyCount()).isEqualTo(10);
    assertThat(line.core.take(NOW.plus(LaneTurns.CALM))).hasSize(3);
  }

  @Property(tries = 200)
  void shouldHoldItsBoundsWhateverComesAndEnds(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int places) {
    // Given
    Random random = new Random(seed);
    Line line = new Line(places);
    Deque<WorkItem> inFlight = new ArrayDeque<>();
    Map<Priority, Integer> begun = new EnumMap<>(Priority.class);
    int interactiveInARow = 0;

    for (int step = 0; step < 200; step++) {
      // When
      String tenant = "t" + random.nextInt(3);
      line.offer(random.nextBoolean() ? LANE : BATCH, tenant, random.nextInt(3));
      if (!inFlight.isEmpty() && random.nextInt(3) > 0) {
        line.core.completed(inFlight.remove());
      }
      boolean bulkWaits = line.waiting(BATCH) > 0;
      List<WorkItem> now = line.take();
      for (WorkItem item : now) {
        inFlight.add(item);
        begun.merge(item.share().lane(), 1, Integer::sum);
      }

      // Then
      long bulk = inFlight.stream().filter(item -> item.share().lane() == Priority.BULK).count();
      assertThat(inFlight).hasSizeLessThanOrEqualTo(places);
      assertThat(bulk).isLessThanOrEqualTo(Math.max(1, places - 1));
      boolean anyBulk = now.stream().anyMatch(item -> item.share().lane() == Priority.BULK);
      interactiveInARow = anyBulk || !bulkWaits || bulk > 0 ? 0 : interactiveInARow + now.size();
      assertThat(interactiveInARow).isLessThanOrEqualTo(LaneTurns.PATIENCE + places);
    }
    while (!inFlight.isEmpty()) {
      line.core.completed(inFlight.remove());
      inFlight.addAll(line.take());
    }
    assertThat(line.core.readyCount()).isZero();
    assertThat(line.core.inFlight()).isZero();
  }

  /** A core that owns one partition of each lane, with keys of their own for all records. */
  private static final class Line {
    private final StageCore core;
    private final Map<String, Long> offsets = new HashMap<>();
    private final Map<String, Integer> waiting = new HashMap<>();

    Line(int maxInFlight) {
      core =
          new StageCore(
              "g",
              UnaryOperator.identity(),
              maxInFlight,
              Math.max(1, maxInFlight / 4),
              LoopLimits.of(maxInFlight));
      own();
    }

    void own() {
      for (String topic : List.of(LANE, BATCH)) {
        core.assign(new TopicPartition(topic, 0), Set.of());
        core.assign(new TopicPartition(Topics.retry(topic), 0), Set.of());
      }
    }

    void offer(String topic, String tenant, int count) {
      for (int i = 0; i < count; i++) {
        offer(topic, tenant, new byte[10]);
      }
    }

    void offer(String topic, String tenant, byte[] value) {
      offer(topic, value, headers(tenant));
    }

    void offerLater(String topic, String tenant) {
      RecordHeaders headers = headers(tenant);
      long due = NOW.plus(Duration.ofHours(1)).toEpochMilli();
      headers.add("tonework.due", Long.toString(due).getBytes(UTF_8));
      offer(topic, new byte[10], headers);
    }

    private void offer(String topic, byte[] value, RecordHeaders headers) {
      long offset = offsets.merge(topic, 1L, Long::sum);
      waiting.merge(topic, 1, Integer::sum);
      byte[] key = (topic + offset).getBytes(UTF_8);
      core.offer(
          new ConsumerRecord<>(
              topic,
              0,
              offset,
              NOW.toEpochMilli(),
              TimestampType.CREATE_TIME,
              0,
              0,
              key,
              value,
              headers,
              Optional.empty()),
          NOW);
    }

    private static RecordHeaders headers(String tenant) {
      RecordHeaders headers = new RecordHeaders();
      headers.add("ce_tenant", tenant.getBytes(UTF_8));
      return headers;
    }

    int waiting(String topic) {
      return waiting.getOrDefault(topic, 0);
    }

    List<WorkItem> take() {
      List<WorkItem> begun = core.take(NOW);
      begun.forEach(item -> waiting.merge(item.source().topic(), -1, Integer::sum));
      return begun;
    }

    WorkItem takeOne() {
      List<WorkItem> begun = take();
      assertThat(begun).hasSize(1);
      return begun.getFirst();
    }
  }
}
