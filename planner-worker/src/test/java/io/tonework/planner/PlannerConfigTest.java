package io.tonework.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tonework.imaging.Isolation;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.models.batching.BatchSettings;
import io.tonework.models.decoding.GenerationSettings;
import io.tonework.models.onnx.Device;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.planner.model.PlannerSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every default and every key of the planner. */
class PlannerConfigTest {
  @Test
  void shouldHaveTheseDefaultsWhenNothingIsSet() {
    // Given
    Map<String, String> nothing = Map.of();
    // When
    PlannerConfig config = config(nothing);
    // Then
    assertThat(config.enabled()).isTrue();
    assertThat(config.maxInFlight()).isEqualTo(8);
    assertThat(config.isolation()).isEqualTo(Isolation.PROCESS);
    assertThat(config.decoders()).isZero();
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.limits().limits()).isEqualTo(ImageLimits.DEFAULT);
    assertThat(config.settings())
        .isEqualTo(
            new PlannerSettings(
                new SessionSettings(Device.AUTO, 1, 0),
                new BatchSettings(8, Duration.ofMillis(4), 64, Duration.ofSeconds(30)),
                new GenerationSettings(8, 64, Duration.ofSeconds(60)),
                512,
                Duration.ofSeconds(30)));
  }

  @Test
  void shouldTakeEveryKeyWhenAllAreSet() {
    // Given
    Map<String, String> all = new HashMap<>();
    all.put("enabled", "false");
    all.put("device", "cuda");
    all.put("gpu", "1");
    all.put("threads", "3");
    all.put("max-batch", "4");
    all.put("max-wait", "7ms");
    all.put("queue-limit", "9");
    all.put("queue-deadline", "11s");
    all.put("max-rows", "6");
    all.put("write-deadline", "13s");
    all.put("decode-deadline", "17s");
    all.put("max-in-flight", "5");
    all.put("thumbnail-side-pixels", "256");
    all.put("drain-timeout", "3s");
    all.put("isolation", "none");
    all.put("decoders", "3");
    all.put("limits.max-bytes", "5M");
    all.put("limits.max-pixels", "1000");
    all.put("limits.max-side-pixels", "100");
    all.put("limits.max-frames", "2");
    // When
    PlannerConfig config = config(all);
    // Then
    assertThat(config.enabled()).isFalse();
    assertThat(config.maxInFlight()).isEqualTo(5);
    assertThat(config.isolation()).isEqualTo(Isolation.NONE);
    assertThat(config.decoders()).isEqualTo(3);
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.limits().limits()).isEqualTo(new ImageLimits(5 << 20, 1000, 100, 2));
    assertThat(config.settings())
        .isEqualTo(
            new PlannerSettings(
                new SessionSettings(Device.CUDA, 3, 1),
                new BatchSettings(4, Duration.ofMillis(7), 9, Duration.ofSeconds(11)),
                new GenerationSettings(6, 9, Duration.ofSeconds(13)),
                256,
                Duration.ofSeconds(17)));
  }

  @Test
  void shouldNameTheValueWhenItIsOutOfRange() {
    // Given
    PlannerConfig config = config(Map.of("max-batch", "0"));
    // When
    // Then
    assertThatThrownBy(config::settings)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxBatch must be at least 1, not 0");
  }

  private static PlannerConfig config(Map<String, String> values) {
    Map<String, String> keys = new HashMap<>();
    values.forEach((key, value) -> keys.put("tonework.planner." + key, value));
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withMapping(PlannerConfig.class)
            .withSources(new PropertiesConfigSource(keys, "test", 500))
            .build();
    return config.getConfigMapping(PlannerConfig.class);
  }
}
