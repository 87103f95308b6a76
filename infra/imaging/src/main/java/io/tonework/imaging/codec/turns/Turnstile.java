package io.tonework.imaging.codec.turns;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A number of places that urgent work is let into before other work, and first come, first served
 * among equals. Other work ages: after it was passed over eight times it goes next. Thread-safe.
 */
public final class Turnstile {
  private static final int PATIENCE = 8;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<CountDownLatch> urgent = new ArrayDeque<>();
  private final Deque<CountDownLatch> others = new ArrayDeque<>();
  private int free;
  private int passed;

  /** That many places, all free. */
  public Turnstile(int places) {
    this.free = places;
  }

  /** Waits for a place; whoever got one gives it back by {@link #leave}. */
  public void enter(boolean isUrgent) throws InterruptedException {
    Deque<CountDownLatch> line = isUrgent ? urgent : others;
    CountDownLatch turn = lineUp(line);
    try {
      turn.await();
    } catch (InterruptedException e) {
      giveUp(line, turn);
      throw e;
    }
  }

  /**
   * As {@link #enter}, for a while.
   *
   * @param keepWaiting asked after each pause; it throws to give up
   */
  public void enter(boolean isUrgent, Duration pause, Runnable keepWaiting)
      throws InterruptedException {
    Deque<CountDownLatch> line = isUrgent ? urgent : others;
    CountDownLatch turn = lineUp(line);
    boolean entered = false;
    try {
      while (!turn.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        keepWaiting.run();
      }
      entered = true;
    } finally {
      if (!entered) {
        giveUp(line, turn);
      }
    }
  }

  /** Gives a place back. */
  public void leave() {
    lock.lock();
    try {
      free++;
      admit();
    } finally {
      lock.unlock();
    }
  }

  private CountDownLatch lineUp(Deque<CountDownLatch> line) {
    CountDownLatch turn = new CountDownLatch(1);
    lock.lock();
    try {
      line.add(turn);
      admit();
    } finally {
      lock.unlock();
    }
    return turn;
  }

  /** Whoever is not in the line any more was given a place in the meantime. */
  private void giveUp(Deque<CountDownLatch> line, CountDownLatch turn) {
    lock.lock();
    try {
      if (!line.remove(turn)) {
        free++;
        admit();
      }
    } finally {
      lock.unlock();
    }
  }

  private void admit() {
    while (free > 0 && !(urgent.isEmpty() && others.isEmpty())) {
      boolean other = urgent.isEmpty() || (!others.isEmpty() && passed >= PATIENCE);
      passed = other || others.isEmpty() ? 0 : passed + 1;
      free--;
      (other ? others : urgent).remove().countDown();
    }
  }
}
