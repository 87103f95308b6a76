package io.tonework.models.batching;

import io.tonework.models.ModelDiedException;
import io.tonework.models.ModelException;
import io.tonework.models.RequestDroppedException;
import io.tonework.models.RequestDroppedException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a batcher with the door to its line: how calls come in, are waited for and end.
 *
 * <p>An {@link Error} in the thread, or a fault that its line does not handle, ends it for good:
 * every call that waits or runs fails with a {@link ModelDiedException}, every later one does so at
 * the door, and the error is logged and passed on to the thread's uncaught exception handler.
 * Thread-safe. {@link #close} refuses new calls, serves those that wait and returns.
 */
public final class BatchThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BatchThread.class);

  /** What a batcher serves; its methods are called by the thread alone. */
  public interface Line {
    /** What is to be done now, with the lock held. */
    Turn next();

    /** No request will arrive any more, so batches need not wait; called with the lock held. */
    void drain();

    /** Fails every call that waits or runs; without the lock. */
    void abandon(ModelDiedException death);

    /** Frees what belongs to the thread; the last thing that it does. */
    void end();
  }

  /** What is to be done. */
  public sealed interface Turn {}

  /** Work that is due, without the lock. */
  public record Work(Runnable action) implements Turn {}

  /** Nothing is due before so many nanoseconds have passed, unless a request arrives. */
  public record Wait(long nanos) implements Turn {}

  /** Nothing is due until a request arrives. */
  public record Idle() implements Turn {}

  private final String model;
  private final Line line;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private boolean closed;
  private @Nullable Throwable death;

  /**
   * A thread that is not running yet.
   *
   * @param name of the thread
   * @param model for messages
   */
  public BatchThread(String name, String model, Line line) {
    this.model = model;
    this.line = line;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::live);
  }

  /** Starts it. */
  public void start() {
    thread.start();
  }

  /**
   * Lets a call in.
   *
   * @param entrance puts it in line, with the lock held; may refuse it by an exception
   * @throws RequestDroppedException when the thread is closed
   * @throws ModelDiedException when the thread has died
   */
  public void enter(Runnable entrance) {
    lock.lock();
    try {
      Throwable cause = death;
      if (cause != null) {
        throw new ModelDiedException(model, cause);
      }
      if (closed) {
        throw new RequestDroppedException(Reason.CLOSED, "the model " + model + " is closed");
      }
      entrance.run();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Runs an action on the line with the lock held. */
  public <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for what a call gives. An interrupt cancels the call.
   *
   * @throws RuntimeException that the call ended with
   */
  public <O> O await(CompletableFuture<O> result) throws InterruptedException {
    try {
      return result.get();
    } catch (InterruptedException e) {
      result.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new ModelException("the model " + model + " failed: " + e.getCause(), e.getCause());
    }
  }

  private void live() {
    try {
      Runnable work = awaitWork();
      while (work != null) {
        work.run();
        work = awaitWork();
      }
    } catch (RuntimeException | Error e) {
      die(e);
      throw e;
    } finally {
      line.end();
    }
  }

  private void die(Throwable cause) {
    lock.lock();
    try {
      death = cause;
    } finally {
      lock.unlock();
    }
    // the callers must not wait for ever for a thread that is about to end
    line.abandon(new ModelDiedException(model, cause));
    log.atError()
        .addKeyValue("model", model)
        .setCause(cause)
        .log("the thread of the model has died: every call fails until the process starts anew");
  }

  /** Blocks until work is due; null when the thread is closed and nobody waits. */
  private @Nullable Runnable awaitWork() {
    boolean interrupted = false;
    lock.lock();
    try {
      while (true) {
        try {
          switch (line.next()) {
            case Work(Runnable action) -> {
              return action;
            }
            case Wait(long nanos) -> changed.awaitNanos(nanos);
            case Idle _ when closed -> {
              return null;
            }
            case Idle _ -> changed.await();
          }
        } catch (InterruptedException e) {
          // whoever interrupts this thread wants it to end: serve who waits, take nobody new
          interrupted = true;
          shut();
        }
      }
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void shut() {
    closed = true;
    line.drain();
  }

  /** Does what is due now; false when nothing is. For tests without a thread. */
  boolean step() {
    if (locked(line::next) instanceof Work(Runnable action)) {
      action.run();
      return true;
    }
    return false;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      shut();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
