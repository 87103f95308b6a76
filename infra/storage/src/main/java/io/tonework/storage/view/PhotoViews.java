package io.tonework.storage.view;

import io.tonework.contracts.Event;
import io.tonework.contracts.Mode;
import io.tonework.storage.ViewsUnavailable;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of every photo, folded from the events.
 *
 * <p>Thread-safe. Every method throws {@link ViewsUnavailable} while Redis does not answer.
 */
public interface PhotoViews {
  /**
   * Folds an event into its photo's view. Folding it again, or folding an older one later, changes
   * nothing. Events that say nothing of a photo are skipped.
   *
   * @return true when the view changed
   */
  boolean fold(Event event);

  /** Notes that a presigned URL was handed out; changes nothing once the photo is uploaded. */
  void awaitUpload(String tenant, String photoId, @Nullable String user, Mode mode);

  /** The view of a photo of that tenant; empty when there is none or it has expired. */
  Optional<PhotoView> find(String tenant, String photoId);

  /**
   * Calls the listener after each change of the photo, with the newest view; changes in quick
   * succession may come as one. It is not called with the view of now: subscribe first, then {@link
   * #find}. Calls come one at a time, on a virtual thread. After Redis was away the listener is
   * called once, since changes may have been missed.
   *
   * @return ends the subscription
   */
  Subscription subscribe(String tenant, String photoId, Consumer<PhotoView> listener);

  /** A running subscription. */
  interface Subscription extends AutoCloseable {
    /** Ends it; the listener is not called any more once this returns, but for a running call. */
    @Override
    void close();
  }
}
