package io.tonework.messaging.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.messaging.event.LoopHeaders;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkItemTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @Test
  void shouldBelieveRetryHeadersOnRetryTopicsOnly() {
    // Given: a stranger, or another stage, has put them on
    Headers headers = new RecordHeaders();
    LoopHeaders.put(headers, LoopHeaders.ATTEMPT, 9);
    LoopHeaders.put(headers, LoopHeaders.DUE, NOON.plusSeconds(9).toEpochMilli());
    LoopHeaders.put(headers, LoopHeaders.ORIGIN_TOPIC, "elsewhere");

    // When
    WorkItem plain = item("photo.uploaded", "key", headers);
    WorkItem retry = item("photo.uploaded.retry", "key", headers);

    // Then
    assertThat(plain.attempt()).isEqualTo(1);
    assertThat(plain.due()).isEqualTo(Instant.EPOCH);
    assertThat(plain.origin()).isEqualTo(new WorkItem.Origin("photo.uploaded", 3, 42, NOON));
    assertThat(retry.attempt()).isEqualTo(9);
    assertThat(retry.due()).isEqualTo(NOON.plusSeconds(9));
    assertThat(retry.origin().topic()).isEqualTo("elsewhere");
  }

  @Test
  void shouldTakeTheRecordsOwnPlaceWhenRetryHeadersAreMissingOrNoNumbers() {
    // Given
    Headers headers = new RecordHeaders();
    LoopHeaders.put(headers, LoopHeaders.ATTEMPT, "many");
    LoopHeaders.put(headers, LoopHeaders.ORIGIN_OFFSET, "1e3");

    // When
    WorkItem retry = item("photo.uploaded.retry", "key", headers);

    // Then
    assertThat(retry.attempt()).isEqualTo(1);
    assertThat(retry.due()).isEqualTo(Instant.EPOCH);
    assertThat(retry.origin()).isEqualTo(new WorkItem.Origin("photo.uploaded", 3, 42, NOON));
  }

  @Test
  void shouldHoldTheAttemptInBoundsWhenAHeaderExaggerates() {
    // Given
    Headers headers = new RecordHeaders();
    LoopHeaders.put(headers, LoopHeaders.ATTEMPT, Long.MAX_VALUE);
    Headers negative = new RecordHeaders();
    LoopHeaders.put(negative, LoopHeaders.ATTEMPT, -5);

    // Then
    assertThat(item("a.retry", "key", headers).attempt()).isEqualTo(1_000_000);
    assertThat(item("a.retry", "key", negative).attempt()).isEqualTo(1);
  }

  @Test
  void shouldOrderByTheOwnersPartOfTheKeyAndKeylessRecordsByThemselves() {
    // Given
    UnaryOperator<byte[]> owner = key -> new byte[] {key[0]};
    WorkItem first = item("a", "xy", new RecordHeaders(), owner);
    WorkItem second = item("a", "xz", new RecordHeaders(), owner);

    // Then
    assertThat(second.orderKey()).isEqualTo(first.orderKey());
    assertThat(item("a", null, new RecordHeaders(), owner).orderKey())
        .contains("a-3@42")
        .isNotEqualTo(item("a", "a-3@42", new RecordHeaders()).orderKey());
  }

  @Test
  void shouldKeepItsPlaceAndKeyWhenItIsTriedAgain() {
    // Given
    WorkItem item = item("photo.uploaded", "key", new RecordHeaders());

    // When
    WorkItem again = item.again(2, NOON.plusSeconds(5));

    // Then
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.due()).isEqualTo(NOON.plusSeconds(5));
    assertThat(again.origin()).isEqualTo(item.origin());
    assertThat(again.orderKey()).isEqualTo(item.orderKey());
    assertThat(again.source()).isSameAs(item.source());
  }

  private static WorkItem item(String topic, @Nullable String key, Headers headers) {
    return item(topic, key, headers, UnaryOperator.identity());
  }

  private static WorkItem item(
      String topic, @Nullable String key, Headers headers, UnaryOperator<byte[]> owner) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            topic,
            3,
            42,
            NOON.toEpochMilli(),
            TimestampType.CREATE_TIME,
            0,
            0,
            key == null ? null : key.getBytes(UTF_8),
            new byte[0],
            headers,
            Optional.empty());
    return WorkItem.of(record, new Lease(new TopicPartition(topic, 3), Set.of()), owner);
  }
}
