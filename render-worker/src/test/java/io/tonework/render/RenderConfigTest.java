package io.tonework.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.tonework.imaging.Isolation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RenderConfigTest {
  @Test
  void shouldUseEveryCoreWhenNothingIsSet() {
    // Given
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withMapping(RenderConfig.class);

    // When
    RenderConfig config = builder.build().getConfigMapping(RenderConfig.class);

    // Then
    assertThat(config.enabled()).isTrue();
    assertThat(config.threads()).isZero();
    assertThat(config.maxInFlight()).isZero();
    assertThat(config.isolation()).isEqualTo(Isolation.PROCESS);
    assertThat(config.deadline()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.cachedLooks()).isEqualTo(32);
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(20));
  }
}
