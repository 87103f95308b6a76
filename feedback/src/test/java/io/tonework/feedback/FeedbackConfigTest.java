package io.tonework.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tonework.feedback.webhook.DeliverySettings;
import io.tonework.feedback.webhook.RetrySchedule;
import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every default and every key. */
class FeedbackConfigTest {
  @Test
  void shouldFollowStandardWebhooksWhenNothingIsSet() throws IOException {
    // When
    FeedbackConfig config = config(Map.of());
    // Then
    assertThat(config.enabled()).isTrue();
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.retryAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.schedule()).isEqualTo(RetrySchedule.STANDARD);
    assertThat(config.deliveries())
        .isEqualTo(
            new DeliverySettings(
                256, Duration.ofSeconds(60), Duration.ofMillis(250), Duration.ofSeconds(20)));
    FeedbackConfig.Webhooks webhooks = config.webhooks();
    assertThat(webhooks.jitter()).isEqualTo(0.1);
    assertThat(webhooks.timeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(webhooks.dnsTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(webhooks.maxRetryAfter()).isEqualTo(Duration.ofHours(24));
    assertThat(webhooks.maxPerEndpoint()).isEqualTo(8);
    assertThat(webhooks.maxPerTenant()).isEqualTo(192);
    assertThat(webhooks.linkLifetime())
        .isEqualTo(Duration.ofDays(5))
        .isGreaterThan(config.schedule().longest());
    assertThat(webhooks.history()).isEqualTo(Duration.ofDays(7));
    assertThat(webhooks.allowedPrivateHosts()).isEmpty();
    assertThat(webhooks.allowedPorts()).isEmpty();
    assertThat(webhooks.maxEventsInFlight()).isEqualTo(32);
    assertThat(config.taste().maxInFlight()).isEqualTo(16);
  }

  @Test
  void shouldReachTheSettingsWhenEveryKeyIsSet() throws IOException {
    // Given
    Map<String, String> keys = new HashMap<>();
    keys.put("tonework.feedback.enabled", "false");
    keys.put("tonework.feedback.drain-timeout", "PT1S");
    keys.put("tonework.feedback.retry-after", "PT2S");
    keys.put("tonework.feedback.webhooks.schedule", "PT0S,PT1S");
    keys.put("tonework.feedback.webhooks.jitter", "0.5");
    keys.put("tonework.feedback.webhooks.timeout", "PT3S");
    keys.put("tonework.feedback.webhooks.dns-timeout", "PT4S");
    keys.put("tonework.feedback.webhooks.max-retry-after", "PT5S");
    keys.put("tonework.feedback.webhooks.max-per-endpoint", "6");
    keys.put("tonework.feedback.webhooks.max-per-tenant", "60");
    keys.put("tonework.feedback.webhooks.max-in-flight", "7");
    keys.put("tonework.feedback.webhooks.poll-interval", "PT8S");
    keys.put("tonework.feedback.webhooks.link-lifetime", "PT9S");
    keys.put("tonework.feedback.webhooks.history", "PT10S");
    keys.put("tonework.feedback.webhooks.allowed-private-hosts", "localhost,127.0.0.1");
    keys.put("tonework.feedback.webhooks.allowed-ports", "80,443");
    keys.put("tonework.feedback.webhooks.max-events-in-flight", "11");
    keys.put("tonework.feedback.taste.max-in-flight", "12");
    // When
    FeedbackConfig config = config(keys);
    // Then
    assertThat(config.enabled()).isFalse();
    assertThat(config.retryAfter()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.schedule())
        .isEqualTo(new RetrySchedule(List.of(Duration.ZERO, Duration.ofSeconds(1)), 0.5));
    assertThat(config.deliveries())
        .isEqualTo(
            new DeliverySettings(
                7, Duration.ofSeconds(48), Duration.ofSeconds(8), Duration.ofSeconds(1)));
    FeedbackConfig.Webhooks webhooks = config.webhooks();
    assertThat(webhooks.dnsTimeout()).isEqualTo(Duration.ofSeconds(4));
    assertThat(webhooks.maxRetryAfter()).isEqualTo(Duration.ofSeconds(5));
    assertThat(webhooks.maxPerEndpoint()).isEqualTo(6);
    assertThat(webhooks.maxPerTenant()).isEqualTo(60);
    assertThat(webhooks.linkLifetime()).isEqualTo(Duration.ofSeconds(9));
    assertThat(webhooks.history()).isEqualTo(Duration.ofSeconds(10));
    assertThat(webhooks.allowedPrivateHosts()).contains(Set.of("localhost", "127.0.0.1"));
    assertThat(webhooks.allowedPorts()).contains(Set.of(80, 443));
    assertThat(webhooks.maxEventsInFlight()).isEqualTo(11);
    assertThat(config.taste().maxInFlight()).isEqualTo(12);
  }

  private static FeedbackConfig config(Map<String, String> keys) throws IOException {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder()
            .withMapping(FeedbackConfig.class)
            .withSources(new PropertiesConfigSource(keys, "test", 500));
    // of the files of that name this module's own; the other jars' hold other keys
    for (URL file :
        Collections.list(
            FeedbackConfig.class
                .getClassLoader()
                .getResources("META-INF/microprofile-config.properties"))) {
      builder.withSources(new PropertiesConfigSource(file, 100));
    }
    SmallRyeConfig config = builder.build();
    return config.getConfigMapping(FeedbackConfig.class);
  }
}
