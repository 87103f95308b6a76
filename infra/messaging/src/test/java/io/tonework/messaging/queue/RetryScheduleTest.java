package io.tonework.messaging.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final Lease lease = new Lease(new TopicPartition("topic", 0), Set.of());
  private final RetrySchedule schedule = new RetrySchedule(new Backlog(100, 1 << 20));

  @Test
  void shouldGiveTheEarliestFirstWhateverOrderTheyCameIn() {
    // Given
    schedule.add(due(1, 30), false);
    schedule.add(due(2, 10), true);
    schedule.add(due(3, 20), false);

    // Then
    assertThat(schedule.nextDue()).contains(NOON.plusSeconds(10));
    assertThat(offsetsDueAt(15)).containsExactly(2L);
    assertThat(offsetsDueAt(60)).containsExactly(3L, 1L);
    assertThat(schedule.nextDue()).isEmpty();
  }

  @Test
  void shouldKeepTheOrderOfArrivalWhenTimesAreEqual() {
    // Given
    for (long offset = 9; offset > 0; offset--) {
      schedule.add(due(offset, 10), false);
    }

    // Then
    assertThat(offsetsDueAt(10)).containsExactly(9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
  }

  @Test
  void shouldTakeOutWhatIsNotWantedAndSayWhetherItHeldItsKey() {
    // Given
    schedule.add(due(1, 10), true);
    schedule.add(due(2, 20), false);

    // When
    List<RetrySchedule.Waiting> removed = schedule.removeIf(item -> item.source().offset() == 1);

    // Then
    assertThat(removed).singleElement().matches(RetrySchedule.Waiting::holdsKey);
    assertThat(schedule.size()).isEqualTo(1);
    assertThat(schedule.nextDue()).contains(NOON.plusSeconds(20));
  }

  private List<Long> offsetsDueAt(long second) {
    List<Long> offsets = new ArrayList<>();
    Instant now = NOON.plusSeconds(second);
    for (Optional<RetrySchedule.Waiting> each = schedule.pollDue(now);
        each.isPresent();
        each = schedule.pollDue(now)) {
      offsets.add(each.get().item().source().offset());
    }
    return offsets;
  }

  private WorkItem due(long offset, long second) {
    return WorkItem.of(
            new ConsumerRecord<>("topic", 0, offset, null, new byte[0]),
            lease,
            UnaryOperator.identity())
        .again(2, NOON.plusSeconds(second));
  }
}
