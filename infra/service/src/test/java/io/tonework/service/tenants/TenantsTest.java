package io.tonework.service.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tonework.contracts.Sha256;
import io.tonework.contracts.identity.TenantName;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantsTest {
  private static Tenants read(Map<String, String> properties) {
    TenantsConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(TenantsConfig.class)
            .withSources(new PropertiesConfigSource(properties, "test", 100))
            .build()
            .getConfigMapping(TenantsConfig.class);
    return Tenants.of(config, "tonework");
  }

  private static Map<String, String> twoTenants() {
    return new HashMap<>(
        Map.of(
            "tonework.tenants.acme.api-key-sha256",
                Sha256.of("acme-key") + "," + Sha256.of("acme-new"),
            "tonework.tenants.acme.callback", "https://acme.example/hooks",
            "tonework.tenants.acme.webhook-secret", "whsec_YWJj",
            "tonework.tenants.acme.sources", "acme-photos,shared/acme/",
            "tonework.tenants.acme.inboxes.in.bucket", "acme-inbox",
            "tonework.tenants.acme.inboxes.in.prefix", "new/",
            "tonework.tenants.acme.inboxes.in.request.mode", "auto",
            "tonework.tenants.globex.api-key-sha256", Sha256.of("globex-key"),
            "tonework.tenants.globex.sources", "shared/globex/"));
  }

  @Test
  void shouldFindTheTenantOfEachOfItsKeys() {
    // Given
    Tenants tenants = read(twoTenants());

    // When, Then
    assertThat(tenants.byApiKey("acme-key")).map(tenant -> tenant.name().text()).contains("acme");
    assertThat(tenants.byApiKey("acme-new")).map(tenant -> tenant.name().text()).contains("acme");
    assertThat(tenants.byApiKey("globex-key"))
        .map(tenant -> tenant.name().text())
        .contains("globex");
    assertThat(tenants.byApiKey(Sha256.of("acme-key"))).isEmpty();
    assertThat(tenants.byApiKey("")).isEmpty();
  }

  @Test
  void shouldLetATenantReadOnlyItsOwnAreas() {
    // Given
    Tenants tenants = read(twoTenants());
    Tenant acme = tenants.find("acme").orElseThrow();

    // When, Then
    assertThat(acme.mayRead("acme-photos", "any.jpg")).isTrue();
    assertThat(acme.mayRead("shared", "acme/1.jpg")).isTrue();
    assertThat(acme.mayRead("shared", "globex/1.jpg")).isFalse();
    assertThat(acme.mayRead("shared", "acme/../globex/1.jpg")).isFalse();
    assertThat(acme.mayRead("shared", "acme/1..2.jpg")).isTrue();
    assertThat(acme.mayRead("shared", "acme-private/1.jpg")).isFalse();
    assertThat(acme.mayRead("tonework", "originals/globex/x")).isFalse();
    assertThat(tenants.find("globex").orElseThrow().mayRead("acme-photos", "a")).isFalse();
  }

  @Test
  void shouldReadInboxCallbackAndSecrets() {
    // Given
    Tenants tenants = read(twoTenants());

    // When
    Tenant acme = tenants.find("acme").orElseThrow();

    // Then
    assertThat(acme.callback()).isEqualTo(URI.create("https://acme.example/hooks"));
    assertThat(acme.webhookSecrets()).containsExactly("whsec_YWJj");
    assertThat(acme.inboxes())
        .containsExactly(
            new Tenant.Inbox(
                new TenantName("acme"),
                "in",
                new BucketArea("acme-inbox", "new/"),
                Map.of("mode", "auto")));
    assertThat(acme.toString()).doesNotContain("whsec_");
  }

  @Test
  void shouldHaveNoTenantsWhenNoneIsConfigured() {
    // Given
    Tenants tenants = read(Map.of());

    // When, Then
    assertThat(tenants.all()).isEmpty();
    assertThat(tenants.byApiKey("any")).isEmpty();
  }

  @Test
  void shouldRefuseAHashThatIsNone() {
    // Given
    Map<String, String> properties = Map.of("tonework.tenants.acme.api-key-sha256", "secret");

    // When, Then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(properties))
        .withMessageContaining("tonework.tenants.acme.api-key-sha256")
        .withMessageNotContaining("'secret'");
  }

  @Test
  void shouldRefuseAKeyThatTwoTenantsHave() {
    // Given
    Map<String, String> properties = twoTenants();
    properties.put(
        "tonework.tenants.globex.api-key-sha256", Sha256.of("acme-new").toUpperCase(Locale.ROOT));

    // When, Then: whose photos it shows would be a matter of order
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(properties))
        .withMessageContaining("api-key-sha256 names a key that is tenant")
        .withMessageContaining("acme")
        .withMessageContaining("globex");
  }

  @Test
  void shouldTakeTheSameKeyTwiceFromOneTenant() {
    // Given
    String hash = Sha256.of("acme-key");

    // When
    Tenants tenants = read(Map.of("tonework.tenants.acme.api-key-sha256", hash + "," + hash));

    // Then
    assertThat(tenants.byApiKey("acme-key")).isPresent();
  }

  @Test
  void shouldRefuseTheHashOfNothing() {
    // Given: what a script writes whose variable is not set
    Map<String, String> properties = Map.of("tonework.tenants.acme.api-key-sha256", Sha256.of(""));

    // When, Then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(properties))
        .withMessageContaining("is the SHA-256 of an empty key");
  }

  @Test
  void shouldRefuseToneworksOwnBucket() {
    // Given
    Map<String, String> source = Map.of("tonework.tenants.acme.sources", "tonework/originals/");
    Map<String, String> inbox = Map.of("tonework.tenants.acme.inboxes.in.bucket", "tonework");

    // When, Then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(source))
        .withMessageContaining("tonework.tenants.acme.sources");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(inbox))
        .withMessageContaining("tonework.tenants.acme.inboxes.in.bucket");
  }

  @Test
  void shouldRefuseInboxesThatOverlap() {
    // Given
    Map<String, String> properties = twoTenants();
    properties.put("tonework.tenants.globex.inboxes.all.bucket", "acme-inbox");

    // When, Then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(properties))
        .withMessageContaining("globex.inboxes.all")
        .withMessageContaining("overlaps acme-inbox/new/");
  }

  @Test
  void shouldRefuseANameThatWouldLeaveItsFolder() {
    // Given
    Map<String, String> properties = Map.of("tonework.tenants.\"a/b\".sources", "bucket");

    // When, Then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(properties))
        .withMessageContaining("is no tenant name");
  }
}
