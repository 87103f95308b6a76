package io.tonework.messaging.loop;

import io.tonework.contracts.Event;
import io.tonework.contracts.Failure;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.UserForgotten;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.event.UnreadableEventException;
import io.tonework.messaging.queue.WorkItem;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.RawDelivery;
import io.tonework.messaging.stage.RawHandler;
import io.tonework.messaging.stage.StageInput;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One record as its stage sees it, ready to be handled. */
sealed interface Attempt {
  /** The trace that it belongs to. */
  TraceContext trace();

  /** The photo that it is about, for the logs. */
  Optional<String> photoId();

  /** The event that it is; empty when it is none, or cannot be read. */
  default Optional<Event> event() {
    return Optional.empty();
  }

  /** Handles it. */
  Outcome run() throws Exception;

  /** What is published when it is given up. */
  List<Event> rejected(Failure failure);

  /** Reads a record as that input wants it. */
  static Attempt of(StageInput input, WorkItem item, Clock clock) {
    return switch (input) {
      case StageInput.Raw raw -> new OfRecord(Deliveries.raw(item), raw.handler());
      case StageInput.Events events -> ofEvent(events, item, clock);
    };
  }

  private static Attempt ofEvent(StageInput.Events input, WorkItem item, Clock clock) {
    if (item.source().value() == null) {
      return new OfTombstone(Deliveries.trace(item));
    }
    try {
      return new OfEvent(Deliveries.event(item), input);
    } catch (UnreadableEventException e) {
      return new OfUnreadable(item, Deliveries.trace(item), e, clock);
    }
  }

  /** An event, for a stage that handles events. */
  record OfEvent(Delivery delivery, StageInput.Events input) implements Attempt {
    @Override
    public TraceContext trace() {
      return delivery.trace();
    }

    @Override
    public Optional<Event> event() {
      return Optional.of(delivery.event());
    }

    @Override
    public Optional<String> photoId() {
      return switch (delivery.event()) {
        case PhotoUploaded event -> Optional.of(event.photoId());
        case RetouchPlanned event -> Optional.of(event.photoId());
        case PhotoRetouched event -> Optional.of(event.photoId());
        case PhotoFailed event -> Optional.of(event.photoId());
        case FeedbackReceived event -> Optional.of(event.photoId());
        case WebhookAttempted event -> Optional.of(event.photoId());
        case UserForgotten _ -> Optional.empty();
      };
    }

    @Override
    public Outcome run() throws Exception {
      return input.handler().handle(delivery);
    }

    @Override
    public List<Event> rejected(Failure failure) {
      return input.onReject().events(delivery, failure);
    }
  }

  /** A record that is no event of ours, for a stage that handles such. */
  record OfRecord(RawDelivery delivery, RawHandler handler) implements Attempt {
    @Override
    public TraceContext trace() {
      return delivery.trace();
    }

    @Override
    public Optional<String> photoId() {
      return Optional.empty();
    }

    @Override
    public Outcome run() throws Exception {
      return handler.handle(delivery);
    }

    @Override
    public List<Event> rejected(Failure failure) {
      return List.of();
    }
  }

  /** The tombstone of an erased event: nothing is left to handle. */
  record OfTombstone(TraceContext trace) implements Attempt {
    @Override
    public Optional<String> photoId() {
      return Optional.empty();
    }

    @Override
    public Outcome run() {
      return Outcome.done();
    }

    @Override
    public List<Event> rejected(Failure failure) {
      return List.of();
    }
  }

  /**
   * Something unreadable where an event belongs; its attributes may still say whose photo it is.
   */
  record OfUnreadable(
      WorkItem item, TraceContext trace, UnreadableEventException cause, Clock clock)
      implements Attempt {
    @Override
    public Optional<String> photoId() {
      return Deliveries.photoIdOfAttributes(item);
    }

    @Override
    public Outcome run() {
      String message =
          "the record at "
              + item.origin().topic()
              + "-"
              + item.origin().partition()
              + "@"
              + item.origin().offset()
              + " cannot be read: "
              + cause.getMessage();
      return Outcome.reject(new Failure(FailureCode.UNREADABLE_EVENT, message, "messaging"), cause);
    }

    @Override
    public List<Event> rejected(Failure failure) {
      Optional<String> tenant = Deliveries.attribute(item, EventCodec.TENANT);
      Optional<String> photoId = photoId();
      if (tenant.isEmpty() || photoId.isEmpty()) {
        return List.of();
      }
      return List.of(
          new PhotoFailed(tenant.get(), photoId.get(), null, failure, null, clock.instant()));
    }
  }
}
