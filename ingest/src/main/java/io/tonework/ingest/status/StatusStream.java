package io.tonework.ingest.status;

import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.storage.view.PhotoState;
import io.tonework.storage.view.PhotoViews;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows a photo from its state of now to its end.
 *
 * <p>A change in Redis is only the signal to look again, and so is every heartbeat: a lost signal
 * delays a state until the next heartbeat. Thread-safe.
 */
public final class StatusStream {
  /** Where the states go. */
  public interface Sink {
    /** A new state. */
    void state(PhotoStatus status);

    /** Nothing new for a while. */
    void heartbeat();

    /** False once nobody listens any more. */
    boolean isOpen();
  }

  private final StatusReader reader;
  private final PhotoViews views;
  private final Duration heartbeat;

  /** A stream with a sign of life after each such pause. */
  public StatusStream(StatusReader reader, PhotoViews views, Duration heartbeat) {
    this.reader = reader;
    this.views = views;
    this.heartbeat = heartbeat;
  }

  /** The state that a {@code Last-Event-ID} names, if it names one. */
  public static Optional<PhotoState> lastSeen(@Nullable String lastEventId) {
    return Arrays.stream(PhotoState.values())
        .filter(state -> state.jsonName().equals(lastEventId))
        .findFirst();
  }

  /**
   * Hands over the state of now and each later one, until the photo is at its end, nobody listens
   * or the thread is interrupted.
   *
   * @param lastSeen the newest state that the listener knows; null when it knows none
   */
  public void follow(TenantName tenant, PhotoId photoId, @Nullable PhotoState lastSeen, Sink sink)
      throws InterruptedException {
    Semaphore changes = new Semaphore(0);
    try (PhotoViews.Subscription _ =
        views.subscribe(tenant.text(), photoId.text(), view -> changes.release())) {
      PhotoState known = lastSeen;
      while (sink.isOpen()) {
        Optional<PhotoStatus> now = reader.find(tenant, photoId);
        if (now.isPresent() && isNews(now.get().state(), known)) {
          known = now.get().state();
          sink.state(now.get());
        }
        if (known != null && known.isFinal()) {
          return;
        }
        if (changes.tryAcquire(heartbeat.toMillis(), TimeUnit.MILLISECONDS)) {
          changes.drainPermits();
        } else {
          sink.heartbeat();
        }
      }
    }
  }

  private static boolean isNews(PhotoState state, @Nullable PhotoState known) {
    return known == null || state.compareTo(known) > 0;
  }
}
