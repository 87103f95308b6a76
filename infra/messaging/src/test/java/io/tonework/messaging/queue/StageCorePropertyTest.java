package io.tonework.messaging.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What holds of the loop's decisions, whatever comes and ends in whatever order. */
class StageCorePropertyTest {
  private static final int MAX_IN_FLIGHT = 3;
  private static final Instant BEGIN = Instant.parse("2026-11-21T12:00:00Z");

  /** What may happen to the loop. */
  enum What {
    POLL,
    BEGIN_WORK,
    FINISH,
    WAIT_FOR_ANOTHER_ATTEMPT,
    LOSE_AND_REGAIN_PARTITION
  }

  /** A step; the number chooses among what is there. */
  record Step(What what, int number) {}

  @Property(tries = 300)
  void shouldKeepOrderAndBoundsAndCommitOnlyWhatIsDone(@ForAll("steps") List<Step> steps) {
    // Given
    Run run = new Run();

    // When
    for (Step step : steps) {
      run.take(step);
      run.checkCommits();
    }
    run.finishEverything();

    // Then
    run.checkCommits();
    assertThat(run.unfinished(0)).isEmpty();
    assertThat(run.unfinished(1)).isEmpty();
    assertThat(run.core.inFlight()).isZero();
    assertThat(run.core.readyCount()).isZero();
    assertThat(run.core.waitingCount()).isZero();
  }

  @Property(tries = 100)
  void shouldBeginNothingWhenItDrains(@ForAll("steps") List<Step> steps) {
    // Given
    Run run = new Run();
    steps.forEach(run::take);

    // When
    run.core.drain();

    // Then
    assertThat(run.core.take(run.now.plusSeconds(1_000))).isEmpty();
    assertThat(run.core.toPause()).isEqualTo(run.core.partitions()).hasSize(2);
    run.checkCommits();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<What> what =
        Arbitraries.frequency(
            Tuple.of(6, What.POLL),
            Tuple.of(4, What.BEGIN_WORK),
            Tuple.of(4, What.FINISH),
            Tuple.of(2, What.WAIT_FOR_ANOTHER_ATTEMPT),
            Tuple.of(1, What.LOSE_AND_REGAIN_PARTITION));
    return Combinators.combine(what, Arbitraries.integers().between(0, 11))
        .as(Step::new)
        .list()
        .ofMaxSize(80);
  }

  /** A loop beside what should be true of it. */
  private static final class Run {
    private final StageCore core =
        new StageCore("group", UnaryOperator.identity(), MAX_IN_FLIGHT, 1, LoopLimits.of(8));
    private final List<WorkItem> inFlight = new ArrayList<>();

    /** By partition: offsets that were polled and are not finished, each with its key. */
    private final List<NavigableMap<Long, String>> unfinished =
        List.of(new TreeMap<>(), new TreeMap<>());

    private final long[] nextOffsets = {5, 7};
    private final List<Set<Long>> done = List.of(new TreeSet<>(), new TreeSet<>());
    private final Set<Integer> polledSinceAssigned = new HashSet<>();
    private Instant now = BEGIN;

    Run() {
      core.assign(partition(0), Set.of());
      core.assign(partition(1), Set.of());
    }

    void take(Step step) {
      now = now.plusSeconds(1);
      switch (step.what()) {
        case POLL -> poll(step.number() % 2, "key" + step.number() / 4);
        case BEGIN_WORK -> beginWork();
        case FINISH -> {
          if (!inFlight.isEmpty()) {
            finish(inFlight.remove(step.number() % inFlight.size()));
          }
        }
        case WAIT_FOR_ANOTHER_ATTEMPT -> {
          if (!inFlight.isEmpty()) {
            WorkItem item = inFlight.remove(step.number() % inFlight.size());
            core.again(item.again(item.attempt() + 1, now.plusSeconds(step.number())));
          }
        }
        case LOSE_AND_REGAIN_PARTITION -> loseAndRegain(step.number() % 2);
      }
      assertThat(core.inFlight()).isEqualTo(inFlight.size()).isLessThanOrEqualTo(MAX_IN_FLIGHT);
    }

    private void poll(int partition, String key) {
      String ownKey = partition + key;
      long offset = nextOffsets[partition]++;
      boolean wanted =
          core.offer(
              new ConsumerRecord<>("topic", partition, offset, ownKey.getBytes(UTF_8), null), now);
      polledSinceAssigned.add(partition);
      assertThat(wanted).isEqualTo(!done.get(partition).contains(offset));
      if (wanted) {
        unfinished.get(partition).put(offset, ownKey);
      }
    }

    private void beginWork() {
      for (WorkItem begun : core.take(now)) {
        assertThat(inFlight)
            .as("one record of a key at a time")
            .noneMatch(other -> other.orderKey().equals(begun.orderKey()));
        assertThat(unfinished.get(begun.source().partition()).entrySet())
            .as("in the order of the key")
            .filteredOn(each -> each.getValue().equals(begun.orderKey()))
            .first()
            .extracting(Map.Entry::getKey)
            .isEqualTo(begun.source().offset());
        inFlight.add(begun);
      }
    }

    private void finish(WorkItem item) {
      core.completed(item);
      if (!item.isStale()) {
        int partition = item.source().partition();
        unfinished.get(partition).remove(item.source().offset());
        done.get(partition).add(item.source().offset());
      }
    }

    /** The next owner is this member again, and begins where the commit would have been. */
    private void loseAndRegain(int partition) {
      core.revoke(Set.of(partition(partition)));
      assertThat(inFlight)
          .filteredOn(item -> item.source().partition() == partition)
          .allMatch(WorkItem::isStale);
      nextOffsets[partition] = position(partition);
      unfinished.get(partition).clear();
      polledSinceAssigned.remove(partition);
      core.assign(partition(partition), done.get(partition));
    }

    void checkCommits() {
      Map<TopicPartition, OffsetAndMetadata> commits = core.toCommit(core.partitions());
      for (int partition = 0; partition < 2; partition++) {
        if (polledSinceAssigned.contains(partition)) {
          assertThat(commits.get(partition(partition)))
              .extracting(OffsetAndMetadata::offset)
              .isEqualTo(position(partition));
        } else {
          assertThat(commits).doesNotContainKey(partition(partition));
        }
      }
    }

    void finishEverything() {
      while (!inFlight.isEmpty() || core.readyCount() > 0 || core.waitingCount() > 0) {
        while (!inFlight.isEmpty()) {
          finish(inFlight.removeLast());
        }
        now = now.plusSeconds(100);
        beginWork();
      }
    }

    NavigableMap<Long, String> unfinished(int partition) {
      return unfinished.get(partition);
    }

    private long position(int partition) {
      NavigableMap<Long, String> open = unfinished.get(partition);
      return open.isEmpty() ? nextOffsets[partition] : open.firstKey();
    }

    private static TopicPartition partition(int partition) {
      return new TopicPartition("topic", partition);
    }
  }
}
