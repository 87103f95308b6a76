package io.tonework.simulation.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time. Each task has a thread of its own, of which one at a time runs: a task that waits
 * hands over to the one whose time comes next, and time jumps there. Tasks of the same moment go in
 * an order that the seed decides. So the same seed gives the same run, however busy the machine is.
 *
 * <p>Threads are virtual ones, for handing over to one takes half a microsecond, to a platform
 * thread seven times as long. Nothing that a task calls may wait by other means than this.
 *
 * <p>Only {@link #run} is for a thread that is no task.
 */
public final class Timeline {
  private static final Comparator<Task> SOONEST =
      Comparator.comparingLong((Task task) -> task.wakeAt).thenComparingLong(task -> task.tie);
  private static final Instant BEGIN = Instant.parse("2026-11-21T08:00:00Z");

  /** So long nothing happens only if a task is blocked: a fault of the simulation itself. */
  private static final long STUCK_SECONDS = 120;

  private final Random random;
  private final PriorityQueue<Task> waiting = new PriorityQueue<>(SOONEST);
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Throwable> faults = new ArrayList<>();
  private long now;
  private final AtomicLong switches = new AtomicLong();
  private boolean over;
  private @Nullable Task current;

  /** A timeline at its beginning; all chance of the run comes from that source. */
  public Timeline(Random random) {
    this.random = random;
  }

  /** Where all chance of the run comes from. */
  public Random random() {
    return random;
  }

  /** Microseconds since the beginning. */
  public long now() {
    return now;
  }

  /** The time of now as the line's clocks show it. */
  public Instant instant() {
    return BEGIN.plusNanos(now * 1_000);
  }

  /** How often a task handed over to another. */
  public long switches() {
    return switches.get();
  }

  /** The task that runs. */
  public Task current() {
    Task running = current;
    if (running == null) {
      throw new IllegalStateException("no task runs");
    }
    return running;
  }

  /**
   * Begins a task that runs when the one that runs now waits.
   *
   * @param machine the process that it belongs to; null for the world around the line
   */
  public Task spawn(String name, @Nullable Machine machine, Runnable work) {
    Task task = new Task(name, machine);
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> {
              task.awaitTurn();
              try {
                if (!over && !task.isDoomed()) {
                  work.run();
                }
              } catch (Crashed _) {
                // its process is gone
              } catch (Throwable fault) {
                faults.add(new IllegalStateException("task " + name + " failed: " + fault, fault));
              }
              next(null);
            });
    task.runsOn(thread);
    thread.start();
    enqueue(task, now);
    return task;
  }

  /**
   * Runs until a task ends the run, nothing is left to do, or a task fails.
   *
   * @return what tasks failed with; none when all went as it should
   */
  public List<Throwable> run() throws InterruptedException {
    next(null);
    long before = -1;
    while (!end.await(STUCK_SECONDS, TimeUnit.SECONDS)) {
      long after = switches.get();
      if (after == before) {
        throw new IllegalStateException(
            "task " + current().name() + " waits by other means than the timeline");
      }
      before = after;
    }
    return List.copyOf(faults);
  }

  /** Ends the run: all tasks unwind, the caller's first. */
  public void end() {
    over = true;
    throw new Crashed("the run is over");
  }

  /**
   * Lets the task that runs wait.
   *
   * @throws Crashed when its process has died meanwhile
   */
  public void sleep(long micros) {
    pause(micros);
    Machine machine = current().machine();
    if (machine != null && !machine.isAlive()) {
      throw new Crashed(machine.name() + " has died");
    }
  }

  /** As {@link #sleep(long)}. */
  public void sleep(Duration time) {
    sleep(time.toNanos() / 1_000);
  }

  /** Lets the task that runs wait; returns also when its process has died meanwhile. */
  public void pause(long micros) {
    if (over) {
      throw new Crashed("the run is over");
    }
    Task self = current();
    self.putInterruptAway();
    enqueue(self, now + Math.max(0, micros));
    next(self);
    if (over) {
      throw new Crashed("the run is over");
    }
    self.bringInterruptBack();
  }

  /** Lets a task that waits go on after so long, if that is sooner. */
  public void wake(Task task, long micros) {
    if (task.queued && task.wakeAt > now + micros) {
      waiting.remove(task);
      enqueue(task, now + micros);
    }
  }

  private void enqueue(Task task, long at) {
    task.wakeAt = at;
    task.tie = random.nextLong();
    task.queued = true;
    waiting.add(task);
  }

  /** Hands over to whoever is next; returns when it is this one's turn again. */
  private void next(@Nullable Task self) {
    over = over || !faults.isEmpty();
    Task next = waiting.poll();
    while (!over && next != null && standsStill(next)) {
      next = waiting.poll();
    }
    if (next == null) {
      // a task that waits is in the queue, so nobody is left
      end.countDown();
      return;
    }
    next.queued = false;
    now = over ? now : Math.max(now, next.wakeAt);
    current = next;
    if (next != self) {
      switches.lazySet(switches.get() + 1);
      next.resume();
      if (self != null) {
        self.awaitTurn();
      }
    }
  }

  private boolean standsStill(Task task) {
    Machine machine = task.machine();
    if (machine == null || !machine.isAlive() || !machine.isFrozen(task.wakeAt)) {
      return false;
    }
    enqueue(task, machine.frozenUntil() + random.nextInt(1_000));
    return true;
  }
}
