package io.tonework.feedback.webhook;

import io.tonework.feedback.view.KeptView;
import io.tonework.messaging.stage.TransientException;
import io.tonework.storage.ViewsUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Works the queue off: claims what is due and attempts each delivery on a virtual thread of its
 * own, so that a slow endpoint holds up nothing but its own lane. Thread-safe.
 */
public final class DeliverWebhooks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeliverWebhooks.class);
  private static final int MAX_PER_CLAIM = 64;
  private static final Duration FAULT_PAUSE = Duration.ofSeconds(1);

  private final KeptView view;
  private final DeliveryQueue queue;
  private final Consumer<QueuedDelivery> attempt;
  private final DeliverySettings settings;
  private final Clock clock;
  private final Semaphore free;
  private final Semaphore wakeUps = new Semaphore(0);
  private final ExecutorService attempts;
  private @Nullable Thread loop;
  private volatile boolean closing;
  private volatile boolean whole;

  /**
   * A worker that is not started yet.
   *
   * @param view keeps the queue whole
   * @param attempt makes one attempt, such as {@link AttemptDelivery#attempt}
   */
  public DeliverWebhooks(
      KeptView view,
      DeliveryQueue queue,
      Consumer<QueuedDelivery> attempt,
      DeliverySettings settings,
      Clock clock) {
    this(
        view,
        queue,
        attempt,
        settings,
        clock,
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory()));
  }

  /**
   * A worker that is not started yet, whose attempts run on threads of the caller's.
   *
   * @param attempts begins each attempt at once; closed with this
   */
  public DeliverWebhooks(
      KeptView view,
      DeliveryQueue queue,
      Consumer<QueuedDelivery> attempt,
      DeliverySettings settings,
      Clock clock,
      ExecutorService attempts) {
    this.view = view;
    this.queue = queue;
    this.attempt = attempt;
    this.settings = settings;
    this.clock = clock;
    this.attempts = attempts;
    this.free = new Semaphore(settings.maxInFlight());
  }

  /** Starts claiming until {@link #close}. */
  public synchronized void start() {
    if (loop == null && !closing) {
      loop = Thread.ofVirtual().name("webhook-claims").start(this::run);
    }
  }

  /** Looks at the queue soon, because something may be due. */
  public void wake() {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  /** True while claims are made and the last one found Redis answering and the queue whole. */
  public synchronized boolean isReady() {
    return whole && loop != null && loop.isAlive();
  }

  private void run() {
    boolean away = false;
    while (!closing) {
      Duration pause = settings.pollInterval();
      try {
        int begun = step(clock.instant());
        if (away) {
          log.info("webhook queue is worked off again");
          away = false;
        }
        if (begun > 0) {
          continue;
        }
      } catch (ViewsUnavailable | TransientException e) {
        pause = FAULT_PAUSE;
        // once for each absence, however long it is
        log.atLevel(away ? Level.DEBUG : Level.WARN)
            .addKeyValue("reason", e.getMessage())
            .log("webhook queue cannot be worked off; trying again every second");
        away = true;
        whole = false;
      } catch (RuntimeException e) {
        whole = false;
        pause = FAULT_PAUSE;
        log.atError().setCause(e).log("webhook queue cannot be worked off; trying again");
      }
      await(pause);
    }
  }

  private void await(Duration pause) {
    try {
      if (wakeUps.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        wakeUps.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }

  /**
   * Claims once and begins the attempts.
   *
   * @param now what is due by then is claimed
   * @return how many attempts were begun
   * @throws ViewsUnavailable when Redis does not answer
   * @throws TransientException when the queue has to be rebuilt and Kafka does not answer
   */
  public int step(Instant now) {
    int room = Math.min(free.availablePermits(), MAX_PER_CLAIM);
    String redis = view.ensureWhole();
    if (room == 0) {
      return 0;
    }
    return switch (queue.claim(redis, now, room, settings.lease())) {
      case Claim.Unbuilt _ -> {
        view.doubt();
        yield 0;
      }
      case Claim.Due(List<QueuedDelivery> due) -> {
        whole = true;
        due.forEach(this::begin);
        yield due.size();
      }
    };
  }

  private void begin(QueuedDelivery delivery) {
    // only this thread acquires, and it asked for no more than there was
    free.acquireUninterruptibly();
    attempts.execute(() -> {
      try {
        attempt.accept(delivery);
      } catch (RuntimeException e) {
        log.atError()
            .addKeyValue("photoId", delivery.newest().photoId())
            .addKeyValue("webhookId", delivery.newest().webhookId())
            .setCause(e)
            .log("webhook attempt broke off; it is made again when its lease ends");
      } finally {
        free.release();
        wake();
      }
    });
  }

  /** Waits until no attempt is under way; for tests that step by hand. */
  void awaitIdle() {
    free.acquireUninterruptibly(settings.maxInFlight());
    free.release(settings.maxInFlight());
  }

  /** Claims no more and waits a while for the attempts under way; leases return the rest. */
  @Override
  public void close() {
    closing = true;
    wake();
    try {
      // first the claims: what is claimed and not begun would wait for its lease to end
      Thread running = loop;
      if (running != null) {
        running.join(FAULT_PAUSE);
      }
      attempts.shutdown();
      if (!attempts.awaitTermination(settings.drainTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
        attempts.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      attempts.shutdownNow();
    }
  }
}
