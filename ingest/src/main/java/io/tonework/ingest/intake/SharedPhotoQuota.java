package io.tonework.ingest.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.Priority;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.service.quota.QuotaMetric;
import io.tonework.service.tenants.Quota;
import io.tonework.service.tenants.Tenant;
import io.tonework.storage.ViewsUnavailable;
import io.tonework.storage.quota.OpenPhotos;
import io.tonework.storage.quota.OpenPhotos.Admission;
import java.time.Clock;

/**
 * The quota as all replicas count it in Redis. While Redis does not answer photos are taken in
 * uncounted: a view that is away must not turn customers away. Thread-safe.
 */
public final class SharedPhotoQuota implements PhotoQuota {
  private static final String OPEN = "open-photos";

  private final OpenPhotos open;
  private final Clock clock;
  private final MeterRegistry metrics;

  /** A quota over these counts. */
  public SharedPhotoQuota(OpenPhotos open, Clock clock, MeterRegistry metrics) {
    this.open = open;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public long room(Tenant tenant) {
    try {
      return Math.max(0, tenant.quota().openPhotos() - open.count(tenant.name().text()));
    } catch (ViewsUnavailable e) {
      QuotaMetric.UNSHARED.counter(metrics, OPEN).increment();
      return tenant.quota().openPhotos();
    }
  }

  @Override
  public Admission admit(Tenant tenant, PhotoId photoId, Priority asked) {
    Quota quota = tenant.quota();
    try {
      Admission admission =
          open.admit(
              tenant.name().text(),
              photoId.text(),
              asked,
              new OpenPhotos.Most(quota.openPhotos(), quota.openInteractive()),
              clock.instant());
      switch (admission) {
        case AS_ASKED -> {}
        case AS_BULK -> QuotaMetric.EXCEEDED.counter(metrics, "open-interactive").increment();
        case REFUSED -> QuotaMetric.EXCEEDED.counter(metrics, OPEN).increment();
      }
      return admission;
    } catch (ViewsUnavailable e) {
      QuotaMetric.UNSHARED.counter(metrics, OPEN).increment();
      return Admission.AS_ASKED;
    }
  }

  @Override
  public void release(Tenant tenant, PhotoId photoId) {
    try {
      open.settle(tenant.name().text(), photoId.text());
    } catch (ViewsUnavailable e) {
      // it counts for a day longer
      QuotaMetric.UNSHARED.counter(metrics, OPEN).increment();
    }
  }
}
