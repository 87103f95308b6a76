package io.tonework.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tonework.ingest.intake.IngestLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IngestConfigTest {
  private static IngestConfig read(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withConverter(
            Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
        .withMapping(IngestConfig.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(IngestConfig.class);
  }

  @Test
  void shouldHaveTheseDefaults() {
    // When
    IngestConfig config = read(Map.of());

    // Then
    assertThat(config.enabled()).isTrue();
    assertThat(config.limits())
        .isEqualTo(new IngestLimits(1_000, 256L << 20, 2L << 30, 8 << 20, 150_000_000L, 32_767));
    assertThat(config.formats()).isEmpty();
    assertThat(config.spoolDirectory()).isEmpty();
    assertThat(config.retryAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.uploadValidFor()).isEqualTo(Duration.ofHours(1));
    assertThat(config.linksValidFor()).isEqualTo(Duration.ofHours(1));
    assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.notifications().enabled()).isTrue();
    assertThat(config.notifications().maxInFlight()).isEqualTo(32);
    assertThat(config.reconciler().enabled()).isTrue();
    assertThat(config.reconciler().interval()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.reconciler().minAge()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.reconciler().pagesPerSweep()).isEqualTo(50);
    assertThat(config.views().enabled()).isTrue();
    assertThat(config.views().maxInFlight()).isEqualTo(64);
  }

  @Test
  void shouldReadEveryKey() {
    // When
    IngestConfig config =
        read(
            Map.ofEntries(
                Map.entry("tonework.ingest.enabled", "false"),
                Map.entry("tonework.ingest.max-photos", "1"),
                Map.entry("tonework.ingest.max-photo-bytes", "2"),
                Map.entry("tonework.ingest.max-body-bytes", "3K"),
                Map.entry("tonework.ingest.max-json-bytes", "4"),
                Map.entry("tonework.ingest.max-pixels", "5"),
                Map.entry("tonework.ingest.max-side-pixels", "6"),
                Map.entry("tonework.ingest.spool-directory", "/spool"),
                Map.entry("tonework.ingest.retry-after", "7s"),
                Map.entry("tonework.ingest.upload-valid-for", "8m"),
                Map.entry("tonework.ingest.links-valid-for", "9m"),
                Map.entry("tonework.ingest.heartbeat", "10s"),
                Map.entry("tonework.ingest.notifications.enabled", "false"),
                Map.entry("tonework.ingest.notifications.max-in-flight", "11"),
                Map.entry("tonework.ingest.reconciler.enabled", "false"),
                Map.entry("tonework.ingest.reconciler.interval", "2s"),
                Map.entry("tonework.ingest.reconciler.min-age", "12s"),
                Map.entry("tonework.ingest.reconciler.pages-per-sweep", "13"),
                Map.entry("tonework.ingest.views.enabled", "false"),
                Map.entry("tonework.ingest.views.max-in-flight", "14")));

    // Then
    assertThat(config.enabled()).isFalse();
    assertThat(config.limits()).isEqualTo(new IngestLimits(1, 2, 3_072, 4, 5, 6));
    assertThat(config.spoolDirectory()).contains(Path.of("/spool"));
    assertThat(config.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(config.uploadValidFor()).isEqualTo(Duration.ofMinutes(8));
    assertThat(config.linksValidFor()).isEqualTo(Duration.ofMinutes(9));
    assertThat(config.heartbeat()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.notifications().enabled()).isFalse();
    assertThat(config.notifications().maxInFlight()).isEqualTo(11);
    assertThat(config.reconciler().enabled()).isFalse();
    assertThat(config.reconciler().interval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.reconciler().minAge()).isEqualTo(Duration.ofSeconds(12));
    assertThat(config.reconciler().pagesPerSweep()).isEqualTo(13);
    assertThat(config.views().enabled()).isFalse();
    assertThat(config.views().maxInFlight()).isEqualTo(14);
  }

  @Test
  void shouldRefuseABodyLimitBelowThePhotoLimit() {
    // Given
    IngestConfig config = read(Map.of("tonework.ingest.max-body-bytes", "1M"));

    // When, Then
    assertThatThrownBy(config::limits).hasMessageContaining("max-body-bytes");
  }
}
