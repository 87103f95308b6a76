package io.tonework.render;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.imaging.codec.turns.Turnstile;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * The threads that do the arithmetic. Callers are virtual threads, of which any number may wait for
 * a store. Of the platform threads there is one per core: more would only share the cores, and need
 * the memory of more decoded photos. Thread-safe.
 */
final class RenderThreads implements RenderRoom, AutoCloseable {
  private final Turnstile turns;
  private final ExecutorService threads;
  private final MeterRegistry meters;

  RenderThreads(int count, MeterRegistry meters) {
    this.turns = new Turnstile(count);
    this.threads =
        Executors.newFixedThreadPool(count, Thread.ofPlatform().name("render-", 0).factory());
    this.meters = meters;
  }

  @Override
  public <T> T run(boolean urgent, Callable<T> work) throws InterruptedException, Exception {
    long asked = System.nanoTime();
    turns.enter(urgent);
    RenderMetric.WAIT.timer(meters).record(Duration.ofNanos(System.nanoTime() - asked));
    FutureTask<T> running = new FutureTask<>(work);
    try {
      threads.execute(() -> {
        try {
          running.run();
        } finally {
          // only now: work that is interrupted may go on for a while
          turns.leave();
        }
      });
    } catch (RejectedExecutionException e) {
      turns.leave();
      throw e;
    }
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
