package io.tonework.render;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.imaging.region.ColourMap;
import io.tonework.render.Looks.LookKey;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The looks that were used last. A batch that shares its sliders builds its lattice once, also when
 * its photos come at the same moment. Thread-safe.
 */
final class LookCache {
  /** Memory of the looks that are kept; one that takes more alone is kept alone. */
  static final long MAX_BYTES = 64L << 20;

  private final int capacity;
  private final Counter hits;
  private final Counter misses;
  private final ReentrantLock lock = new ReentrantLock();
  private final LinkedHashMap<LookKey, CompletableFuture<ColourMap>> byUse =
      new LinkedHashMap<>(16, 0.75f, true);

  LookCache(int capacity, MeterRegistry meters) {
    if (capacity < 1) {
      throw new IllegalArgumentException("the cache must hold at least 1 look, not " + capacity);
    }
    this.capacity = capacity;
    this.hits = RenderMetric.LATTICE_CACHE.counter(meters, "outcome", "hit");
    this.misses = RenderMetric.LATTICE_CACHE.counter(meters, "outcome", "miss");
  }

  /** The look; built on the caller's thread unless it is there or another thread builds it. */
  ColourMap get(LookKey key, Function<LookKey, ColourMap> build) {
    CompletableFuture<ColourMap> mine = new CompletableFuture<>();
    CompletableFuture<ColourMap> found = findOrKeep(key, mine);
    if (found != null) {
      hits.increment();
      return join(found);
    }
    misses.increment();
    try {
      ColourMap look = build.apply(key);
      mine.complete(look);
      dropOldest(key);
      return look;
    } catch (RuntimeException | Error e) {
      forget(key, mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  /** What another thread has built or is building; null when the candidate was kept instead. */
  private @Nullable CompletableFuture<ColourMap> findOrKeep(
      LookKey key, CompletableFuture<ColourMap> candidate) {
    lock.lock();
    try {
      CompletableFuture<ColourMap> found = byUse.putIfAbsent(key, candidate);
      if (byUse.size() > capacity) {
        byUse.pollFirstEntry();
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  /** Makes room for the newest. */
  private void dropOldest(LookKey newest) {
    lock.lock();
    try {
      long bytes = byUse.values().stream().mapToLong(LookCache::bytes).sum();
      var eldest = byUse.entrySet().iterator();
      while (bytes > MAX_BYTES && eldest.hasNext()) {
        var look = eldest.next();
        if (!look.getKey().equals(newest) && look.getValue().isDone()) {
          bytes -= bytes(look.getValue());
          eldest.remove();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nothing while it is being built, and after it failed. */
  private static long bytes(CompletableFuture<ColourMap> look) {
    return look.state() == Future.State.SUCCESS ? look.resultNow().map().bytes() : 0;
  }

  private void forget(LookKey key, CompletableFuture<ColourMap> failed) {
    lock.lock();
    try {
      byUse.remove(key, failed);
    } finally {
      lock.unlock();
    }
  }

  private static ColourMap join(CompletableFuture<ColourMap> look) {
    try {
      return look.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
