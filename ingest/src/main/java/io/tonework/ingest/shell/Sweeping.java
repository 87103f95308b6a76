package io.tonework.ingest.shell;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tonework.ingest.IngestConfig;
import io.tonework.ingest.inbox.Reconciler;
import io.tonework.messaging.stage.TransientException;
import io.tonework.service.Foundations;
import io.tonework.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the reconciler sweep, one sweep after the other with a pause between. */
@ApplicationScoped
public class Sweeping {
  private static final Logger log = LoggerFactory.getLogger(Sweeping.class);

  private final IngestConfig config;
  private final Reconciler reconciler;
  private final Foundations foundations;
  private final Thread thread = Thread.ofVirtual().name("reconciler").unstarted(this::run);

  @Inject
  Sweeping(IngestConfig config, Reconciler reconciler, Foundations foundations) {
    this.config = config;
    this.reconciler = reconciler;
    this.foundations = foundations;
  }

  void onStart(@Observes StartupEvent event) {
    if (config.enabled() && config.reconciler().enabled()) {
      thread.start();
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    thread.interrupt();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(config.reconciler().interval());
        if (hasSomethingToSweep()) {
          sweep();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A bucket that is not made yet, or whose store is away, has nothing to find. */
  private boolean hasSomethingToSweep() {
    try {
      foundations.lay();
      return true;
    } catch (TransientException | StorageException e) {
      log.atDebug().setCause(e).log("no sweep: topics or bucket are not there yet");
      return false;
    }
  }

  private void sweep() {
    try {
      int taken = reconciler.sweep();
      if (taken > 0) {
        log.atInfo().addKeyValue("photos", taken).log("photos found that nothing announced");
      }
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("sweep failed; the next one comes");
    }
  }
}
