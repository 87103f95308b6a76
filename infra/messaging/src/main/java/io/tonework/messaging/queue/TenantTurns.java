package io.tonework.messaging.queue;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is ready in one lane, by tenant. The tenant with the fewest records in flight comes next,
 * among equals the one that was served longest ago: equal shares of places are equal shares of
 * time, whatever a tenant's records cost. First come, first served within a tenant. Not
 * thread-safe.
 *
 * @param <T> what is ready
 */
final class TenantTurns<T> {
  private final Map<String, Tenant<T>> tenants = new HashMap<>();
  private long turns;
  private int size;

  private static final class Tenant<T> {
    private final Deque<T> ready = new ArrayDeque<>();
    private int inFlight;
    private long lastTurn;
  }

  void add(String tenant, T it) {
    of(tenant).ready.add(it);
    size++;
  }

  /** Takes the next one out; its tenant has one more in flight until {@link #ended}. */
  Optional<T> next() {
    if (size == 0) {
      return Optional.empty();
    }
    Tenant<T> tenant =
        tenants.values().stream()
            .filter(it -> !it.ready.isEmpty())
            .min(
                Comparator.comparingInt((Tenant<T> it) -> it.inFlight)
                    .thenComparingLong(it -> it.lastTurn))
            .orElseThrow();
    begin(tenant);
    size--;
    return Optional.of(tenant.ready.remove());
  }

  /** A record of that tenant begins that was not taken from here. */
  void started(String tenant) {
    begin(of(tenant));
  }

  private void begin(Tenant<T> tenant) {
    tenant.inFlight++;
    tenant.lastTurn = ++turns;
  }

  void ended(String name) {
    Tenant<T> tenant = of(name);
    tenant.inFlight--;
    forgetIdle(name, tenant);
  }

  void remove(String name, T it) {
    Tenant<T> tenant = of(name);
    if (tenant.ready.remove(it)) {
      size--;
    }
    forgetIdle(name, tenant);
  }

  /** So that customers who have gone leave nothing behind. */
  private void forgetIdle(String name, Tenant<T> tenant) {
    if (tenant.inFlight == 0 && tenant.ready.isEmpty()) {
      tenants.remove(name);
    }
  }

  private Tenant<T> of(String name) {
    return tenants.computeIfAbsent(name, _ -> new Tenant<>());
  }

  boolean isEmpty() {
    return size == 0;
  }
}
