package io.tonework.planner;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.Event;
import io.tonework.contracts.Failure;
import io.tonework.contracts.Mode;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.ReferencePair;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.SourceObject;
import io.tonework.imaging.fault.ImageException;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.StageHandler;
import io.tonework.models.GenerationException;
import io.tonework.models.ModeUnavailableException;
import io.tonework.models.ModelDiedException;
import io.tonework.models.ModelException;
import io.tonework.models.RequestDroppedException;
import io.tonework.planner.plan.PlanTimings;
import io.tonework.planner.plan.PlannedPhoto;
import io.tonework.planner.plan.PlannerMetric;
import io.tonework.planner.plan.ReferencePhotos;
import io.tonework.planner.plan.Stopwatch;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.StorageException;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.object.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One {@link PhotoUploaded} on its way to a {@link RetouchPlanned}. Handling the same event again
 * has no other effect: a plan that is stored is published again and never made anew. Thread-safe.
 */
public final class PlannerHandler implements StageHandler {
  private static final Logger log = LoggerFactory.getLogger(PlannerHandler.class);

  private final ObjectStore store;
  private final PlanStore plans;
  private final Planning planning;
  private final long maxBytes;
  private final MeterRegistry registry;

  /**
   * A handler.
   *
   * @param bucket Tonework's own, where plans are kept
   * @param planning makes the plans
   * @param maxBytes largest original that is read
   */
  public PlannerHandler(
      ObjectStore store, String bucket, Planning planning, long maxBytes, MeterRegistry registry) {
    this.store = store;
    this.plans = new PlanStore(store, bucket);
    this.planning = planning;
    this.maxBytes = maxBytes;
    this.registry = registry;
  }

  @Override
  public Outcome handle(Delivery delivery) throws InterruptedException {
    PhotoUploaded photo = delivery.event(PhotoUploaded.class);
    Stopwatch stopwatch = new Stopwatch();
    try {
      Optional<RetouchPlanned> earlier = plans.find(photo);
      if (earlier.isPresent()) {
        record(photo, "republished", stopwatch.lap());
        return Outcome.done(earlier.get());
      }
      Outcome outcome = plan(photo, delivery);
      record(photo, name(outcome), stopwatch.lap());
      return outcome;
    } catch (AccessDenied e) {
      // the customer's bucket is asked for elsewhere: this is our own, and no photo can be planned
      return Outcome.fatal(
          "Tonework's bucket cannot be used; grant it or correct tonework.s3: " + e.getMessage(),
          e);
    } catch (ModelDiedException e) {
      record(photo, "failed", stopwatch.lap());
      return Outcome.fatal(String.valueOf(e.getMessage()), e);
    } catch (StoreUnavailable e) {
      record(photo, "failed", stopwatch.lap());
      return Outcome.postpone(String.valueOf(e.getMessage()), e);
    } catch (StorageException | ModelException | RequestDroppedException e) {
      record(photo, "failed", stopwatch.lap());
      return Outcome.retry(String.valueOf(e.getMessage()), e);
    }
  }

  private Outcome plan(PhotoUploaded photo, Delivery delivery) throws InterruptedException {
    if (photo.request().mode() == Mode.REFERENCE && photo.request().reference() == null) {
      return PlannerFailures.ofRequest("reference mode needs a reference: a pair, or one photo");
    }
    byte[] original;
    ReferencePhotos reference;
    try {
      original = store.getExactly(photo.source(), maxBytes);
      reference = reference(photo.request().reference());
    } catch (StorageException e) {
      return PlannerFailures.ofSource(e);
    }
    PlannedPhoto planned;
    try {
      planned = planning.plan(photo, original, reference);
    } catch (ImageException e) {
      return PlannerFailures.ofImage(e, delivery.attempt());
    } catch (ModeUnavailableException e) {
      return PlannerFailures.ofMode(e);
    } catch (GenerationException e) {
      return PlannerFailures.ofGeneration(e);
    }
    MDC.put("planId", planned.plan().planId());
    MDC.put("bundle", planned.plan().bundle().name());
    RetouchPlanned event = plans.keep(photo, planned.plan());
    record(planned.timings());
    log.atInfo()
        .addKeyValue("photoId", photo.photoId())
        .addKeyValue("planId", event.planId())
        .addKeyValue("mode", event.mode().jsonName())
        .addKeyValue("scene", event.scene())
        .addKeyValue("bundle", planned.plan().bundle().name())
        .addKeyValue("attempt", delivery.attempt())
        .log("photo planned");
    return Outcome.done(event);
  }

  private @Nullable ReferencePhotos reference(@Nullable ReferencePair pair) {
    if (pair == null) {
      return null;
    }
    SourceObject before = pair.before();
    return new ReferencePhotos(
        before == null ? null : store.getExactly(before, maxBytes),
        store.getExactly(pair.after(), maxBytes));
  }

  /** The event that tells the customer that a photo was given up. */
  static List<Event> onReject(Delivery delivery, Failure failure, Clock clock) {
    return delivery.event() instanceof PhotoUploaded photo
        ? List.of(PhotoFailed.of(photo, failure, clock.instant()))
        : List.of();
  }

  private static String name(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done _ -> "planned";
      case Outcome.Reject _ -> "rejected";
      case Outcome.Retry _, Outcome.Postpone _, Outcome.Fatal _ -> "failed";
    };
  }

  private void record(PhotoUploaded photo, String outcome, Duration time) {
    PlannerMetric.PLAN.record(
        registry, time, "mode", photo.request().mode().jsonName(), "outcome", outcome);
  }

  private void record(PlanTimings timings) {
    PlannerMetric.STEP.record(registry, timings.thumbnail(), "step", "thumbnail");
    PlannerMetric.STEP.record(registry, timings.look(), "step", "look");
    PlannerMetric.STEP.record(registry, timings.taste(), "step", "taste");
    PlannerMetric.STEP.record(registry, timings.reason(), "step", "reason");
  }
}
