package io.tonework.service.tenants;

import io.tonework.contracts.Sha256;
import io.tonework.contracts.identity.InvalidIdException;
import io.tonework.contracts.identity.TenantName;
import io.tonework.service.endpoint.EndpointAddress;
import io.tonework.service.endpoint.InvalidEndpointException;
import io.tonework.service.tenants.TenantsConfig.TenantConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The tenants, checked at start-up. Immutable and thread-safe. */
public final class Tenants {
  private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-fA-F]{64}");

  private record Key(String sha256Hex, Tenant tenant) {}

  private final Map<String, Tenant> byName;
  private final List<Key> keys;

  private Tenants(Map<String, Tenant> byName, List<Key> keys) {
    this.byName = Collections.unmodifiableMap(byName);
    this.keys = List.copyOf(keys);
  }

  /**
   * Checks the configuration.
   *
   * @param ownBucket Tonework's own bucket, which no tenant may name
   * @throws IllegalArgumentException naming the key that is wrong
   */
  public static Tenants of(TenantsConfig config, String ownBucket) {
    Map<String, Tenant> byName = new TreeMap<>();
    List<Key> keys = new ArrayList<>();
    config
        .byName()
        .forEach((name, tenantConfig) -> {
          Tenant tenant = read(name, tenantConfig, ownBucket);
          byName.put(name, tenant);
          for (String hash : tenantConfig.apiKeySha256().orElse(List.of())) {
            check(
                SHA256_HEX.matcher(hash).matches(),
                name,
                "api-key-sha256",
                "must be 64 hex digits, the SHA-256 of the key");
            checkKey(hash.toLowerCase(Locale.ROOT), name, keys);
            keys.add(new Key(hash.toLowerCase(Locale.ROOT), tenant));
          }
        });
    checkApart(byName.values());
    return new Tenants(byName, keys);
  }

  /** A key is one tenant's, and there is one: the hash of nothing lets in whoever sends none. */
  private static void checkKey(String hash, String tenant, List<Key> others) {
    check(
        !hash.equals(Sha256.of("")),
        tenant,
        "api-key-sha256",
        "is the SHA-256 of an empty key; hash the key itself, without a line end");
    for (Key other : others) {
      check(
          !other.sha256Hex().equals(hash) || other.tenant().name().text().equals(tenant),
          tenant,
          "api-key-sha256",
          "names a key that is tenant " + other.tenant().name() + "'s too");
    }
  }

  private static Tenant read(String name, TenantConfig config, String ownBucket) {
    TenantName tenantName = tenantName(name);
    List<BucketArea> sources =
        config.sources().orElse(List.of()).stream().map(BucketArea::parse).toList();
    for (BucketArea source : sources) {
      check(
          !source.bucket().equals(ownBucket),
          name,
          "sources",
          "names Tonework's own bucket " + ownBucket);
    }
    List<Tenant.Inbox> inboxes = new ArrayList<>();
    new TreeMap<>(config.inboxes())
        .forEach((inboxName, inbox) -> {
          check(
              !inbox.bucket().equals(ownBucket),
              name,
              "inboxes." + inboxName + ".bucket",
              "names Tonework's own bucket " + ownBucket);
          inboxes.add(
              new Tenant.Inbox(
                  tenantName,
                  inboxName,
                  new BucketArea(inbox.bucket(), inbox.prefix().orElse("")),
                  inbox.request()));
        });
    return new Tenant(
        tenantName,
        sources,
        config.callback().map(text -> callback(name, text)).orElse(null),
        config.webhookSecret().orElse(List.of()),
        config.bundle().orElse(null),
        config.priority(),
        quota(name, config.quota()),
        inboxes);
  }

  private static Quota quota(String tenant, TenantsConfig.QuotaConfig config) {
    check(config.requestsPerSecond() > 0, tenant, "quota.requests-per-second", "must be above 0");
    check(config.requestBurst() >= 1, tenant, "quota.request-burst", "must be at least 1");
    check(config.openPhotos() >= 1, tenant, "quota.open-photos", "must be at least 1");
    check(config.openInteractive() >= 0, tenant, "quota.open-interactive", "must not be negative");
    return new Quota(
        config.requestsPerSecond(),
        config.requestBurst(),
        config.openPhotos(),
        config.openInteractive());
  }

  private static URI callback(String tenant, String text) {
    try {
      return EndpointAddress.parse(text);
    } catch (InvalidEndpointException e) {
      throw new IllegalArgumentException("tonework.tenants." + tenant + ".callback " + e.rule(), e);
    }
  }

  private static TenantName tenantName(String name) {
    try {
      return new TenantName(name);
    } catch (InvalidIdException e) {
      throw new IllegalArgumentException(
          "tonework.tenants." + name + ".* is no tenant name: " + e.getMessage(), e);
    }
  }

  /** An object in two inboxes would be two photos, or one tenant's photo shown to another. */
  private static void checkApart(Collection<Tenant> tenants) {
    List<Tenant.Inbox> all = tenants.stream().flatMap(t -> t.inboxes().stream()).toList();
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        Tenant.Inbox one = all.get(i);
        Tenant.Inbox other = all.get(j);
        check(
            !one.area().overlaps(other.area()),
            other.tenant().text(),
            "inboxes." + other.name(),
            other.area() + " overlaps " + one.area() + " of tenant " + one.tenant());
      }
    }
  }

  private static void check(boolean holds, String tenant, String key, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("tonework.tenants." + tenant + "." + key + " " + rule);
    }
  }

  /** The tenant of that name. */
  public Optional<Tenant> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All tenants by name. */
  public Collection<Tenant> all() {
    return byName.values();
  }

  /** The channel or bundle of each tenant that is pinned to one. */
  public Map<String, String> bundles() {
    Map<String, String> bundles = new TreeMap<>();
    byName.forEach((name, tenant) -> {
      if (tenant.bundle() != null) {
        bundles.put(name, tenant.bundle());
      }
    });
    return bundles;
  }

  /** Whose key that is. Takes as long for a wrong key as for a right one. */
  public Optional<Tenant> byApiKey(String apiKey) {
    byte[] hash = ascii(Sha256.of(apiKey));
    Tenant found = null;
    for (Key key : keys) {
      if (MessageDigest.isEqual(ascii(key.sha256Hex()), hash)) {
        found = key.tenant();
      }
    }
    return Optional.ofNullable(found);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
