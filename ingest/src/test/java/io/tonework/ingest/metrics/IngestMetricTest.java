package io.tonework.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IngestMetricTest {
  @ParameterizedTest
  @EnumSource
  void shouldBeNamedAndDescribed(IngestMetric metric) {
    assertThat(metric.meterName()).matches("tonework\\.ingest\\.[a-z.]+");
    assertThat(metric.description()).isNotBlank();
    assertThat(metric.tags()).doesNotContain("tenant", "photoId", "user");
  }

  @Test
  void shouldPutValuesToTheirTags() {
    // Given
    SimpleMeterRegistry registry = new SimpleMeterRegistry();

    // When
    IngestMetric.ACCEPTED.counter(registry, "inbox", "auto").increment();

    // Then
    assertThat(
            registry
                .get("tonework.ingest.accepted")
                .tags("channel", "inbox", "mode", "auto")
                .counter()
                .count())
        .isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IngestMetric.ACCEPTED.counter(registry, "inbox"));
  }
}
