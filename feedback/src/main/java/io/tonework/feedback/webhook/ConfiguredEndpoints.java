package io.tonework.feedback.webhook;

import io.tonework.service.endpoint.EndpointRules;
import io.tonework.service.tenants.Tenant;
import io.tonework.service.tenants.Tenants;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Endpoints and secrets of the configured tenants, checked at the start. Thread-safe. */
public final class ConfiguredEndpoints implements TenantEndpoints {
  private static final Logger log = LoggerFactory.getLogger(ConfiguredEndpoints.class);

  private final Tenants tenants;
  private final Map<String, List<SigningSecret>> secrets;

  /**
   * Reads every tenant's secrets and checks its own endpoint.
   *
   * @param rules what holds of an endpoint before its name is looked up
   * @throws IllegalArgumentException naming the key of a secret that is malformed, or of an
   *     endpoint that no webhook may go to
   */
  public ConfiguredEndpoints(Tenants tenants, EndpointRules rules) {
    tenants.all().forEach(tenant -> checkOwnEndpoint(tenant, rules));
    this.tenants = tenants;
    this.secrets =
        tenants.all().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    tenant -> tenant.name().text(), ConfiguredEndpoints::secretsOf));
  }

  @Override
  public Optional<URI> endpoint(String tenant, @Nullable URI callback) {
    Optional<URI> wanted =
        callback == null
            ? tenants.find(tenant).flatMap(ConfiguredEndpoints::ownEndpoint)
            : Optional.of(callback);
    if (wanted.isPresent() && secrets(tenant).isEmpty()) {
      log.atWarn()
          .addKeyValue("tenant", tenant)
          .log("no webhook: the tenant has no secret to sign with; set its webhook-secret");
      return Optional.empty();
    }
    return wanted;
  }

  @Override
  public List<SigningSecret> secrets(String tenant) {
    return secrets.getOrDefault(tenant, List.of());
  }

  private static Optional<URI> ownEndpoint(Tenant tenant) {
    return Optional.ofNullable(tenant.callback());
  }

  private static void checkOwnEndpoint(Tenant tenant, EndpointRules rules) {
    ownEndpoint(tenant)
        .flatMap(rules::refusal)
        .ifPresent(rule -> {
          throw new IllegalArgumentException(
              "tonework.tenants."
                  + tenant.name()
                  + ".callback "
                  + rule
                  + "; a host of your own network goes into"
                  + " tonework.feedback.webhooks.allowed-private-hosts");
        });
  }

  private static List<SigningSecret> secretsOf(Tenant tenant) {
    try {
      return tenant.webhookSecrets().stream().map(SigningSecret::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "tonework.tenants." + tenant.name() + ".webhook-secret: " + e.getMessage(), e);
    }
  }
}
