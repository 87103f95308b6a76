package io.tonework.service.quota;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** What is measured of quotas. */
public enum QuotaMetric {
  EXCEEDED("tonework.quota.exceeded", "Requests and photos that were over a quota"),
  UNSHARED(
      "tonework.quota.unshared",
      "Decisions without Redis: requests are counted by this replica alone, open photos not at all");

  private final String meterName;
  private final String description;

  QuotaMetric(String meterName, String description) {
    this.meterName = meterName;
    this.description = description;
  }

  /** The Micrometer name. */
  public String meterName() {
    return meterName;
  }

  /** What it counts. */
  public String description() {
    return description;
  }

  /** Its tags, all of few values. */
  public List<String> tags() {
    return List.of("quota");
  }

  /**
   * Its counter.
   *
   * @param quota {@code requests}, {@code open-photos}, {@code open-interactive} or {@code uploads}
   */
  public Counter counter(MeterRegistry registry, String quota) {
    return Counter.builder(meterName)
        .description(description)
        .tag("quota", quota)
        .register(registry);
  }
}
