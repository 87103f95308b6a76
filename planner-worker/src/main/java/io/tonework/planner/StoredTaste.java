package io.tonework.planner;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.planner.plan.PlannerMetric;
import io.tonework.planner.plan.TasteReader;
import io.tonework.storage.StorageException;
import io.tonework.storage.taste.TasteStore;
import io.tonework.taste.TasteView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tastes from Redis. While Redis does not answer there is no taste, and the photo is planned
 * without it.
 */
public final class StoredTaste implements TasteReader {
  private static final Logger log = LoggerFactory.getLogger(StoredTaste.class);

  private final TasteStore store;
  private final Counter without;

  /** Tastes of that store. */
  public StoredTaste(TasteStore store, MeterRegistry registry) {
    this.store = store;
    // there from the beginning, so that an alert tells of the first one
    this.without = PlannerMetric.WITHOUT_TASTE.counter(registry);
  }

  @Override
  public TasteView read(String tenant, String user, String scene) {
    try {
      return store.read(tenant, user, scene);
    } catch (StorageException e) {
      without.increment();
      log.atWarn()
          .addKeyValue("tenant", tenant)
          .addKeyValue("cause", e.getMessage())
          .log("taste cannot be read, planning without it");
      return TasteView.NONE;
    }
  }
}
