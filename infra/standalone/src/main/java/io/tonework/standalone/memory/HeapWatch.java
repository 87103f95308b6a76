package io.tonework.standalone.memory;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Collects garbage before the heap grows to its limit. Files and colour tables are arrays so large
 * that they never see the young generation, and the serial collector grows the old one for them as
 * long as it may before it looks for what is dead (ADR 0258). Thread-safe.
 */
public final class HeapWatch {
  private static final long MOST_GARBAGE_BYTES = 128L << 20;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private static final ReentrantLock collecting = new ReentrantLock();
  private static volatile long live;

  private HeapWatch() {}

  /** Collects when there may be much garbage; returns at once while another thread does. */
  public static void look() {
    if (used() - live > Math.max(MOST_GARBAGE_BYTES, live) && collecting.tryLock()) {
      try {
        System.gc();
        live = used();
      } finally {
        collecting.unlock();
      }
    }
  }

  /** Looks again and again as long as this process lives. */
  public static void start() {
    Thread.ofPlatform().daemon().name("heap-watch").start(HeapWatch::watch);
  }

  private static void watch() {
    try {
      while (true) {
        look();
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
