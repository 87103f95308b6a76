package io.tonework.service.quota;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.service.tenants.Quota;
import io.tonework.service.tenants.Tenant;
import io.tonework.storage.ViewsUnavailable;
import io.tonework.storage.quota.Allowance;
import io.tonework.storage.quota.RequestRates;
import io.tonework.storage.quota.TokenBucket;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the requests of each tenant: over all replicas in Redis, and in this process alone while
 * Redis does not answer. Thread-safe.
 */
public final class RequestLimits {
  private final RequestRates rates;
  private final Clock clock;
  private final MeterRegistry metrics;

  /** Tenants are configured, so these are few. */
  private final Map<String, TokenBucket> local = new ConcurrentHashMap<>();

  /** Limits that are counted there. */
  public RequestLimits(RequestRates rates, Clock clock, MeterRegistry metrics) {
    this.rates = rates;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Counts a request of that tenant, and says whether it may be served. */
  public Allowance take(Tenant tenant) {
    String name = tenant.name().text();
    Quota quota = tenant.quota();
    try {
      return rates.take(name, quota.requestsPerSecond(), quota.requestBurst(), clock.instant());
    } catch (ViewsUnavailable e) {
      QuotaMetric.UNSHARED.counter(metrics, "requests").increment();
      return local
          .computeIfAbsent(
              name, _ -> new TokenBucket(quota.requestsPerSecond(), quota.requestBurst()))
          .take(clock.instant());
    }
  }
}
