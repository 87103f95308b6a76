package io.tonework.messaging.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CompletionTrackerTest {
  /** Offsets may have gaps; they come and are finished in any interleaving. */
  @Property(tries = 200)
  void shouldNeverCommitBeyondAnUnfinishedRecord(
      @ForAll("offsets") List<Long> offsets, @ForAll Random random) {
    CompletionTracker tracker = new CompletionTracker();
    Set<Long> open = new TreeSet<>();
    Set<Long> done = new TreeSet<>();
    int next = 0;
    while (next < offsets.size() || !open.isEmpty()) {
      if (next < offsets.size() && (open.isEmpty() || random.nextBoolean())) {
        tracker.received(offsets.get(next));
        open.add(offsets.get(next++));
      } else {
        long finished = List.copyOf(open).get(random.nextInt(open.size()));
        tracker.completed(finished);
        open.remove(finished);
        done.add(finished);
      }
      long expected = open.stream().min(Long::compare).orElse(offsets.get(next - 1) + 1);
      assertThat(tracker.committable()).hasValue(expected);
      assertThat(tracker.openCount()).isEqualTo(open.size());
      // whoever goes on from the commit repeats what is open, and nothing else
      Set<Long> remembered =
          OffsetRuns.decode(expected, OffsetRuns.encode(expected, tracker.doneBeyond()));
      List<Long> repeated = new ArrayList<>(offsets.subList(0, next));
      repeated.removeIf(offset -> offset < expected || remembered.contains(offset));
      assertThat(repeated).containsExactlyElementsOf(open);
      assertThat(done).containsAll(remembered);
    }
  }

  @Provide
  Arbitrary<List<Long>> offsets() {
    return Arbitraries.longs()
        .between(0, 400)
        .set()
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(set -> set.stream().sorted().toList());
  }

  @Property(tries = 200)
  void shouldForgetOnlyTheLastRunsWhenMetadataWouldBeTooLong(
      @ForAll("manyRuns") List<Long> offsets) {
    // When
    String metadata = OffsetRuns.encode(0, offsets);
    // Then
    assertThat(metadata.length()).isLessThanOrEqualTo(4_096);
    Set<Long> decoded = OffsetRuns.decode(0, metadata);
    assertThat(List.copyOf(decoded)).isEqualTo(offsets.subList(0, decoded.size()));
  }

  @Provide
  Arbitrary<List<Long>> manyRuns() {
    return Arbitraries.longs()
        .between(1, 20_000)
        .set()
        .ofMinSize(500)
        .ofMaxSize(3_000)
        .map(set -> set.stream().sorted().toList());
  }

  @Test
  void shouldHaveNothingToCommitWhenNothingCame() {
    assertThat(new CompletionTracker().committable()).isEmpty();
    assertThat(new CompletionTracker().span()).isZero();
  }

  @Test
  void shouldRefuseWhenRecordIsFinishedTwiceOrOutOfTurn() {
    // Given
    CompletionTracker tracker = new CompletionTracker();
    tracker.received(5);
    tracker.completed(5);
    // When / Then
    assertThatThrownBy(() -> tracker.completed(5)).hasMessageContaining("5");
    assertThatThrownBy(() -> tracker.received(4)).hasMessageContaining("4");
  }

  @Test
  void shouldRememberNothingWhenMetadataAreNotOurs() {
    assertThat(OffsetRuns.decode(3, "someone else's")).isEmpty();
    assertThat(OffsetRuns.decode(3, "v1:%%%")).isEmpty();
    assertThat(OffsetRuns.decode(3, "v1:_w")).isEmpty();
    assertThat(OffsetRuns.decode(3, "")).isEmpty();
  }
}
