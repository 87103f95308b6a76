package io.tonework.feedback.webhook;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a tenant's webhooks go and what they are signed with. */
public interface TenantEndpoints {
  /**
   * Where a webhook goes.
   *
   * @param callback what the request named, if it did
   * @return empty when nobody asked for a webhook, or the tenant has no secret to sign it with
   */
  Optional<URI> endpoint(String tenant, @Nullable URI callback);

  /** The tenant's secrets; none when the tenant is no longer configured. */
  List<SigningSecret> secrets(String tenant);
}
