package io.tonework.service.tenants;

import io.tonework.contracts.Priority;
import io.tonework.contracts.identity.TenantName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who pays, checked. Immutable.
 *
 * @param name the name in events and object keys
 * @param sources what its requests may name as a source
 * @param callback where its webhooks go when a request names no callback
 * @param webhookSecrets {@code whsec_...}, the newest first; empty when it takes no webhooks
 * @param bundle the channel or bundle that it is pinned to; null when it goes with the others
 * @param priority the most urgent that its photos may be
 * @param quota how much it may use
 * @param inboxes the buckets whose new objects are taken in
 */
public record Tenant(
    TenantName name,
    List<BucketArea> sources,
    @Nullable URI callback,
    List<String> webhookSecrets,
    @Nullable String bundle,
    Priority priority,
    Quota quota,
    List<Inbox> inboxes) {
  /**
   * A bucket, or a part of one, whose new objects are taken in.
   *
   * @param tenant whose photos they are
   * @param name the name in the configuration
   * @param area where they appear
   * @param request form fields of the request that each of them gets
   */
  public record Inbox(
      TenantName tenant, String name, BucketArea area, Map<String, String> request) {
    /** Copies the map. */
    public Inbox {
      request = Map.copyOf(request);
    }
  }

  /** Copies the lists. */
  public Tenant {
    sources = List.copyOf(sources);
    webhookSecrets = List.copyOf(webhookSecrets);
    inboxes = List.copyOf(inboxes);
  }

  /** How urgent a photo is that asks for that: no more than this tenant's photos may be. */
  public Priority capped(Priority asked) {
    return asked.compareTo(priority) < 0 ? priority : asked;
  }

  /** True when a request of this tenant may name that object. */
  public boolean mayRead(String bucket, String key) {
    return sources.stream().anyMatch(area -> area.contains(bucket, key));
  }

  @Override
  public String toString() {
    // secrets do not belong into logs
    return "Tenant[" + name + "]";
  }
}
