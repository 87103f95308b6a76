package io.tonework.messaging.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the records that an earlier build published, dead letters among them. */
class GoldenRecordsTest {
  private static final Path GOLDEN =
      Path.of("..", "contracts", "src", "test", "resources", "golden", "events");

  static List<JsonNode> records() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files
          .sorted()
          .map(GoldenRecordsTest::json)
          .filter(record -> !record.path("data").isNull())
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void shouldReadAndRepeatARecordWhenAnEarlierBuildPublishedIt(JsonNode recorded) {
    // Given
    Headers headers = new RecordHeaders();
    recorded
        .path("headers")
        .propertyStream()
        .forEach(field ->
            headers.add(
                field.getKey(), field.getValue().asText().getBytes(StandardCharsets.UTF_8)));
    byte[] value = recorded.path("data").toString().getBytes(StandardCharsets.UTF_8);

    // When
    EventCodec.Decoded read = EventCodec.decode(headers, value);
    TraceContext trace = Objects.requireNonNull(read.trace());
    ProducerRecord<byte[], byte[]> repeated =
        new EventCodec("test", Clock.systemUTC()).encode(read.event(), trace);

    // Then: whoever folds the topic by key, id or partition sees the same fact
    assertThat(text(repeated.headers(), "ce_id")).isEqualTo(text(headers, "ce_id"));
    assertThat(text(repeated.headers(), "ce_type")).isEqualTo(text(headers, "ce_type"));
    assertThat(text(repeated.headers(), "ce_traceparent"))
        .isEqualTo(text(headers, "ce_traceparent"));
    assertThat(new String(repeated.key(), StandardCharsets.UTF_8))
        .isEqualTo(recorded.path("key").asText());
    assertThat(read.event().type().topics()).contains(repeated.topic());
    assertThat(recorded.path("topic").asText()).startsWith(read.event().type().topic());
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    assertThat(header).as(name).isNotNull();
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private static JsonNode json(Path file) {
    try {
      return ContractsJson.mapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
