package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tonework.service.endpoint.EndpointRules;
import io.tonework.service.tenants.Tenants;
import io.tonework.service.tenants.TenantsConfig;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfiguredEndpointsTest {
  private static final URI OWN = URI.create("https://acme.example/hooks");
  private static final URI CALLBACK = URI.create("https://other.example/once");
  private static final String SECRET = secret(32);

  private static String secret(int bytes) {
    return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
  }

  private static ConfiguredEndpoints endpoints(Map<String, String> properties) {
    TenantsConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(TenantsConfig.class)
            .withSources(new PropertiesConfigSource(properties, "test", 100))
            .build()
            .getConfigMapping(TenantsConfig.class);
    return new ConfiguredEndpoints(
        Tenants.of(config, "tonework"), new EndpointRules(Set.of(), Set.of()));
  }

  @Test
  void shouldSendToTheCallbackOfTheRequestElseToTheTenantsOwn() {
    // Given
    ConfiguredEndpoints endpoints =
        endpoints(
            Map.of(
                "tonework.tenants.acme.callback", OWN.toString(),
                "tonework.tenants.acme.webhook-secret", SECRET,
                "tonework.tenants.quiet.webhook-secret", SECRET));
    // When, Then
    assertThat(endpoints.endpoint("acme", null)).contains(OWN);
    assertThat(endpoints.endpoint("acme", CALLBACK)).contains(CALLBACK);
    assertThat(endpoints.endpoint("quiet", null)).isEmpty();
    assertThat(endpoints.endpoint("quiet", CALLBACK)).contains(CALLBACK);
  }

  @Test
  void shouldSendNothingThatItCannotSign() {
    // Given: one tenant without a secret, one that is not configured any more
    ConfiguredEndpoints endpoints =
        endpoints(Map.of("tonework.tenants.acme.callback", OWN.toString()));
    // When, Then
    assertThat(endpoints.endpoint("acme", null)).isEmpty();
    assertThat(endpoints.endpoint("acme", CALLBACK)).isEmpty();
    assertThat(endpoints.endpoint("gone", CALLBACK)).isEmpty();
    assertThat(endpoints.secrets("gone")).isEmpty();
  }

  @Test
  void shouldKeepEverySecretWhileOneIsRotated() {
    // Given
    ConfiguredEndpoints endpoints =
        endpoints(Map.of("tonework.tenants.acme.webhook-secret", SECRET + "," + secret(24)));
    // When, Then
    assertThat(endpoints.secrets("acme")).hasSize(2);
    assertThat(endpoints.secrets("acme").getFirst().key()).hasSize(32);
    assertThat(endpoints.secrets("acme").toString()).doesNotContain("AAAA");
  }

  @Test
  void shouldNameTheKeyOfASecretThatIsNoneAndNotRepeatIt() {
    for (String secret : new String[] {"hunter2", "whsec_hunter2!", secret(23), secret(65)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> endpoints(Map.of("tonework.tenants.acme.webhook-secret", secret)))
          .withMessageStartingWith("tonework.tenants.acme.webhook-secret: ")
          .withMessageNotContaining("hunter2")
          .withMessageNotContaining("AAAA");
    }
  }

  @Test
  void shouldNameTheKeyOfAnEndpointThatNoWebhookCanGoTo() {
    for (String callback :
        new String[] {
          "ftp://acme.example/",
          "https://acme.example:70000/",
          "https://u:hunter2@acme.example/",
          "https://acme.example/#a",
          "http://10.0.0.1/",
          "http://localhost:9000/",
          "http://0x7f.1/",
          "not an address"
        }) {
      assertThatIllegalArgumentException()
          .as(callback)
          .isThrownBy(() -> endpoints(Map.of("tonework.tenants.acme.callback", callback)))
          .withMessageStartingWith("tonework.tenants.acme.callback ")
          .withMessageNotContaining("hunter2");
    }
  }

  @Test
  void shouldGiveUpANameThatIsNotResolvedInTime() {
    try (TimedResolver hurried = new TimedResolver(Duration.ZERO)) {
      assertThatThrownBy(() -> hurried.resolve("hooks.invalid"))
          .isInstanceOf(UnknownHostException.class)
          .hasMessageContaining("hooks.invalid was not resolved within 0 ms");
    }
  }

  @Test
  void shouldStayInterruptedWhenItIsInterruptedWhileItWaits() {
    try (TimedResolver resolver = new TimedResolver(Duration.ofSeconds(5))) {
      // Given
      Thread.currentThread().interrupt();
      // When, Then
      assertThatThrownBy(() -> resolver.resolve("localhost"))
          .isInstanceOf(UnknownHostException.class)
          .hasMessageContaining("interrupted while localhost was resolved");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void shouldResolveTheAddressesOfAName() throws UnknownHostException {
    try (TimedResolver resolver = new TimedResolver(Duration.ofSeconds(5))) {
      assertThat(resolver.resolve("127.0.0.1"))
          .allSatisfy(address -> assertThat(address.isLoopbackAddress()).isTrue());
    }
  }
}
