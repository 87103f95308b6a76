package io.tonework.feedback.view;

import io.tonework.messaging.stage.TransientException;
import io.tonework.storage.ViewsUnavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks in regular intervals whether a view is whole, and has it folded again when it is not. For
 * views that are used without being asked for, such as the queue of webhooks. Thread-safe.
 */
public final class ViewWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ViewWatch.class);

  private final KeptView view;
  private final Duration interval;
  private @Nullable Thread watcher;

  /** A watch that is not started yet. */
  public ViewWatch(KeptView view, Duration interval) {
    this.view = view;
    this.interval = interval;
  }

  /** Looks now and then until {@link #close}. */
  public synchronized void start() {
    if (watcher == null) {
      watcher = Thread.ofVirtual().name("view-watch").start(this::run);
    }
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(interval);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      view.ensureWhole();
    } catch (ViewsUnavailable | TransientException e) {
      log.atDebug().setCause(e).log("view cannot be looked after now; looking again later");
    }
  }

  @Override
  public synchronized void close() {
    if (watcher != null) {
      watcher.interrupt();
    }
  }
}
