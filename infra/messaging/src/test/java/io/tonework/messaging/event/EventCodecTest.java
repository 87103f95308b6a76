package io.tonework.messaging.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.UserForgotten;
import io.tonework.contracts.Verdict;
import io.tonework.messaging.Photos;
import io.tonework.messaging.VirtualClock;
import io.tonework.messaging.kafka.KeyPartitioner;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private final EventCodec codec = new EventCodec("ingest", new VirtualClock());
  private final TraceContext trace = TraceContext.fresh();

  @Test
  void shouldWriteBinaryModeWithAllAttributes() {
    // When
    ProducerRecord<byte[], byte[]> written = codec.encode(Photos.uploaded("p1"), trace);
    // Then
    assertThat(written.topic()).isEqualTo("photo.uploaded");
    assertThat(written.key()).isEqualTo("p1".getBytes(UTF_8));
    assertThat(written.value()).isEqualTo(ContractsJson.writeBytes(Photos.uploaded("p1")));
    assertThat(LoopHeaders.asMap(written.headers()))
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_id", "p1")
        .containsEntry("ce_source", "/tonework/ingest")
        .containsEntry("ce_type", "io.tonework.photo.uploaded.v1")
        .containsEntry("ce_subject", "p1")
        .containsEntry("ce_time", "2026-11-21T12:00:00Z")
        .containsEntry("ce_partitionkey", "p1")
        .containsEntry("ce_tenant", "acme")
        .containsEntry("ce_traceparent", trace.traceparent())
        .containsEntry("content-type", "application/json")
        .hasSize(10);
  }

  @Test
  void shouldReadBackEqualEventAndTrace() {
    // Given
    ProducerRecord<byte[], byte[]> written = codec.encode(Photos.uploaded("p1"), trace);
    // When
    EventCodec.Decoded read = EventCodec.decode(written.headers(), written.value());
    // Then
    assertThat(read).isEqualTo(new EventCodec.Decoded(Photos.uploaded("p1"), trace));
  }

  @Test
  void shouldReadStructuredModeOfOthers() {
    // Given
    String json =
        """
        {"specversion": "1.0", "id": "p1", "source": "/platform", "subject": "p1",
         "type": "io.tonework.photo.uploaded.v1", "datacontenttype": "application/json", "data": %s}
        """
            .formatted(ContractsJson.write(Photos.uploaded("p1")));
    RecordHeaders headers = new RecordHeaders();
    headers.add("content-type", "application/cloudevents+json; charset=UTF-8".getBytes(UTF_8));
    // When
    EventCodec.Decoded read = EventCodec.decode(headers, json.getBytes(UTF_8));
    // Then
    assertThat(read.event()).isEqualTo(Photos.uploaded("p1"));
    assertThat(read.trace()).isNull();
  }

  @Test
  void shouldTellKindsApartWhenTheyShareATopic() {
    // Given
    UserForgotten forgotten = new UserForgotten("acme", "ann", Photos.NOON);
    FeedbackReceived feedback =
        new FeedbackReceived(
            "acme",
            "ann",
            "f1",
            "p1",
            "plan1",
            "night",
            Sliders.none(),
            Verdict.ACCEPTED,
            List.of(),
            Sliders.none(),
            Photos.NOON);
    // When
    ProducerRecord<byte[], byte[]> first = codec.encode(feedback, trace);
    ProducerRecord<byte[], byte[]> second = codec.encode(forgotten, trace);
    // Then
    assertThat(first.topic()).isEqualTo(second.topic());
    assertThat(KeyPartitioner.owner(first.key())).isEqualTo(KeyPartitioner.owner(second.key()));
    assertThat(EventCodec.decode(first.headers(), first.value()).event()).isEqualTo(feedback);
    assertThat(EventCodec.decode(second.headers(), second.value()).event()).isEqualTo(forgotten);
  }

  @Test
  void shouldSayWhyWhenRecordIsUnreadable() {
    ProducerRecord<byte[], byte[]> written = codec.encode(Photos.uploaded("p1"), trace);
    RecordHeaders stranger = new RecordHeaders(written.headers().toArray());
    LoopHeaders.put(stranger, "ce_type", "com.example.other");

    assertUnreadable(new RecordHeaders(), written.value(), "no CloudEvent");
    assertUnreadable(stranger, written.value(), "com.example.other");
    assertUnreadable(written.headers(), "{}".getBytes(UTF_8), "PhotoUploaded");
    assertUnreadable(written.headers(), "{".getBytes(UTF_8), "PhotoUploaded");
    assertUnreadable(written.headers(), null, "empty");
  }

  private static void assertUnreadable(Headers headers, byte @Nullable [] value, String why) {
    assertThatThrownBy(() -> EventCodec.decode(headers, value))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining(why);
  }

  @Test
  void shouldReadEventWhenItsTraceIsMalformed() {
    // Given
    ProducerRecord<byte[], byte[]> written = codec.encode(Photos.uploaded("p1"), trace);
    LoopHeaders.put(written.headers(), "ce_traceparent", "nonsense");
    // When / Then
    assertThat(EventCodec.decode(written.headers(), written.value()).trace()).isNull();
  }
}
