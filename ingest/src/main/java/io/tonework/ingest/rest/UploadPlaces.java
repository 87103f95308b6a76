package io.tonework.ingest.rest;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Bounds how many bodies this replica reads at once, and so its memory and its disk; and that one
 * tenant takes no more than half of them. Nobody waits for a place. Thread-safe.
 */
final class UploadPlaces {
  private final int ofOne;
  private final Semaphore all;

  /** Tenants are configured, so these are few. */
  private final Map<String, Semaphore> byTenant = new ConcurrentHashMap<>();

  UploadPlaces(int places) {
    this.all = new Semaphore(places);
    this.ofOne = Math.max(1, places / 2);
  }

  /** A place, until it is closed. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /** A place for a body of that tenant; empty when none is free. */
  Optional<Place> take(String tenant) {
    Semaphore own = byTenant.computeIfAbsent(tenant, _ -> new Semaphore(ofOne));
    if (!own.tryAcquire()) {
      return Optional.empty();
    }
    if (!all.tryAcquire()) {
      own.release();
      return Optional.empty();
    }
    return Optional.of(() -> {
      all.release();
      own.release();
    });
  }
}
