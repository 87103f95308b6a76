package io.tonework.ingest.status;

import io.tonework.contracts.Event;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.StageHandler;
import io.tonework.storage.quota.OpenPhotos;
import io.tonework.storage.view.PhotoViews;
import java.time.Clock;

/**
 * Folds the events of photos into their views, and counts which photos are open: those that came
 * otherwise than by a request, too, and after Redis was lost. Thread-safe.
 *
 * @param views the views
 * @param open the count, by tenant
 * @param clock tells when a photo was counted
 */
public record FollowPhotos(PhotoViews views, OpenPhotos open, Clock clock) implements StageHandler {
  @Override
  public Outcome handle(Delivery delivery) {
    Event event = delivery.event();
    boolean changed = views.fold(event);
    switch (event) {
      case PhotoUploaded photo -> {
        // a view that was not changed knows more: the photo may have ended, and must not open again
        if (changed) {
          OpenPhotos.Admission _ =
              open.admit(
                  photo.tenant(),
                  photo.photoId(),
                  photo.urgency(),
                  OpenPhotos.Most.UNLIMITED,
                  clock.instant());
        }
      }
      case PhotoRetouched photo -> open.settle(photo.tenant(), photo.photoId());
      case PhotoFailed photo -> open.settle(photo.tenant(), photo.photoId());
      default -> {}
    }
    return Outcome.done();
  }
}
