package io.tonework.messaging.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.messaging.Photos;
import io.tonework.messaging.event.LoopHeaders;
import io.tonework.messaging.queue.LoopLimits;
import io.tonework.messaging.queue.StageCore;
import io.tonework.messaging.queue.WorkItem;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ParcelsTest {
  private static final Instant DUE = Photos.NOON.plusSeconds(7);

  private final Parcels parcels = new Parcels("planner", "planner-group", "PlannerHandler");

  @Test
  void shouldComeBackAsTheNextAttemptOfTheSameRecord() {
    // Given
    WorkItem first = begun("photo.uploaded", new RecordHeaders());

    // When
    WorkItem second = begun("photo.uploaded.retry", parcels.forRetry(first, DUE));
    WorkItem third = begun("photo.uploaded.retry", parcels.forRetry(second, DUE));

    // Then
    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.due()).isEqualTo(DUE);
    assertThat(second.origin()).isEqualTo(first.origin());
    assertThat(third.attempt()).isEqualTo(3);
    assertThat(third.origin()).isEqualTo(first.origin());
  }

  @Test
  void shouldKeepTheRecordsOwnHeadersAndDropWhatAnEarlierLifeLeft() {
    // Given
    Headers headers = new RecordHeaders();
    LoopHeaders.put(headers, "traceparent", "00-trace");
    LoopHeaders.put(headers, LoopHeaders.REPLAYED_OFFSET, 4);
    LoopHeaders.put(headers, LoopHeaders.ERROR_MESSAGE, "an old fault");

    // When
    Headers parcel = parcels.forRetry(begun("photo.uploaded", headers), DUE);

    // Then
    assertThat(LoopHeaders.asMap(parcel))
        .containsEntry("traceparent", "00-trace")
        .containsEntry(LoopHeaders.GROUP, "planner-group")
        .doesNotContainKeys(LoopHeaders.REPLAYED_OFFSET, LoopHeaders.ERROR_MESSAGE);
    assertThat(LoopHeaders.text(headers, LoopHeaders.ERROR_MESSAGE))
        .as("the record itself is left as it was")
        .contains("an old fault");
  }

  @Test
  void shouldSayWhatWentWrongInADeadLetterAndCutWhatIsLong() {
    // Given
    WorkItem item = begun("photo.uploaded", new RecordHeaders());
    IllegalStateException cause = new IllegalStateException("x".repeat(20_000));

    // When
    Headers letter = parcels.forDeadLetter(item, Photos.corrupt(), "y".repeat(5_000), cause);

    // Then
    assertThat(LoopHeaders.asMap(letter))
        .containsEntry(LoopHeaders.ERROR_TOPIC, "photo.uploaded")
        .containsEntry(LoopHeaders.ERROR_PARTITION, "0")
        .containsEntry(LoopHeaders.ERROR_OFFSET, "42")
        .containsEntry(LoopHeaders.ERROR_STAGE, "planner")
        .containsEntry(LoopHeaders.ERROR_CLASS_NAME, "PlannerHandler")
        .containsEntry(LoopHeaders.ERROR_EXCEPTION, IllegalStateException.class.getName())
        .containsEntry(LoopHeaders.FAILURE_CODE, Photos.corrupt().code().jsonName())
        .containsEntry(LoopHeaders.ERROR_MESSAGE, "y".repeat(2_000) + "...");
    assertThat(LoopHeaders.text(letter, LoopHeaders.ERROR_STACKTRACE).orElseThrow())
        .hasSize(8_003)
        .startsWith(IllegalStateException.class.getName());
  }

  @Test
  void shouldNameNoStackTraceWhenNothingWasThrown() {
    // Given
    WorkItem item = begun("photo.uploaded", new RecordHeaders());

    // When
    Headers letter = parcels.forDeadLetter(item, Photos.corrupt(), "no photo", null);

    // Then
    assertThat(LoopHeaders.text(letter, LoopHeaders.ERROR_STACKTRACE)).isEmpty();
    assertThat(LoopHeaders.text(letter, LoopHeaders.ERROR_EXCEPTION).orElseThrow())
        .endsWith("PoisonException");
  }

  /** A record as the loop hands it to a worker. */
  private static WorkItem begun(String topic, Headers headers) {
    StageCore core = new StageCore("planner-group", UnaryOperator.identity(), 1, LoopLimits.of(1));
    core.assign(new TopicPartition(topic, 0), Set.of());
    core.offer(
        new ConsumerRecord<>(
            topic,
            0,
            42,
            Photos.NOON.toEpochMilli(),
            TimestampType.CREATE_TIME,
            0,
            0,
            new byte[] {1},
            new byte[] {2},
            headers,
            Optional.empty()),
        DUE);
    return core.take(DUE).getFirst();
  }
}
