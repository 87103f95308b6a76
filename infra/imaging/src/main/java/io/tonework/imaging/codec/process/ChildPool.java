package io.tonework.imaging.codec.process;

import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.codec.turns.Turnstile;
import io.tonework.imaging.fault.CodecCrashed;
import io.tonework.imaging.fault.RenderCancelled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Codec processes that wait for work. They are started when needed, up to the number of the
 * settings, and replaced when they die. Thread-safe.
 */
final class ChildPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChildPool.class);
  private static final Duration TURN = Duration.ofMillis(20);

  private final ProcessSettings settings;
  private final Turnstile turns;
  // the last one used comes first, so that those that are not needed may be swapped out
  private final Deque<Child> idle = new ArrayDeque<>();
  private boolean closed;

  ChildPool(ProcessSettings settings) {
    this.settings = settings;
    this.turns = new Turnstile(settings.processes());
  }

  /** What the processes say of themselves; starts one if none runs. */
  Reply.Ready ready() {
    takeTurn(Deadline.in(settings.patience()));
    try {
      Child child = take();
      Reply.Ready ready = child.ready();
      giveBack(child);
      return ready;
    } finally {
      turns.leave();
    }
  }

  /**
   * Has one of the processes answer.
   *
   * @throws RenderCancelled if the deadline came first
   * @throws CodecCrashed if the process died over it
   */
  Reply ask(Request request, Deadline deadline) {
    takeTurn(deadline);
    try {
      Child child = take();
      try {
        return child.ask(request, deadline);
      } catch (CodecCrashed e) {
        LOG.atWarn().addKeyValue("reason", e.getMessage()).log("a codec process crashed");
        throw e;
      } finally {
        giveBack(child);
      }
    } finally {
      turns.leave();
    }
  }

  private void takeTurn(Deadline deadline) {
    try {
      turns.enter(deadline.isUrgent(), TURN, () -> deadline.check("waiting for a codec process"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RenderCancelled("given up by its caller while waiting for a codec process");
    }
  }

  private Child take() {
    @Nullable Child child;
    do {
      synchronized (idle) {
        if (closed) {
          throw new IllegalStateException("the codec is closed");
        }
        child = idle.pollFirst();
      }
      if (child != null && !child.isUsable()) {
        child.close();
      }
    } while (child != null && !child.isUsable());
    return child == null ? Child.start(settings) : child;
  }

  private void giveBack(Child child) {
    if (child.isUsable() && child.photos() < settings.photosPerProcess()) {
      synchronized (idle) {
        if (!closed) {
          idle.addFirst(child);
          return;
        }
      }
    }
    child.close();
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      idle.forEach(Child::close);
      idle.clear();
    }
  }
}
