package io.tonework.render;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The threads that do the arithmetic. Callers are virtual threads, of which any number may wait for
 * a store. Of the platform threads there is one per core: more would only share the cores, and need
 * the memory of more decoded photos. Thread-safe.
 */
final class RenderThreads implements RenderRoom, AutoCloseable {
  private final ExecutorService threads;
  private final MeterRegistry meters;

  RenderThreads(int count, MeterRegistry meters) {
    this.threads =
        Executors.newFixedThreadPool(count, Thread.ofPlatform().name("render-", 0).factory());
    this.meters = meters;
  }

  /** Runs the work when a thread is free. */
  @Override
  public <T> T run(Callable<T> work) throws InterruptedException, Exception {
    long asked = System.nanoTime();
    Future<T> running =
        threads.submit(() -> {
          RenderMetric.WAIT.timer(meters).record(Duration.ofNanos(System.nanoTime() - asked));
          return work.call();
        });
    try {
      return running.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw e;
    } finally {
      // no effect on work that has ended
      running.cancel(true);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
