package io.tonework.render;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Event;
import io.tonework.contracts.Failure;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.Plan;
import io.tonework.contracts.Priority;
import io.tonework.contracts.RenderedObject;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.identity.PlanId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.FatalException;
import io.tonework.messaging.stage.OnReject;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.StageHandler;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.ObjectTooLarge;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.PutOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Handles {@code retouch.planned}: reads plan and original, renders, stores the photo under its
 * derived key, and the {@code .cube} where it is asked for, and only then tells of it. Thread-safe.
 *
 * <p>An attempt that finds the result in the store only publishes its event again.
 */
public final class RenderHandler implements StageHandler, OnReject {
  private static final Logger log = LoggerFactory.getLogger(RenderHandler.class);

  private final ObjectStore store;
  private final Rendering rendering;
  private final StoredResult results;
  private final MaskSource masks;
  private final RenderRoom room;
  private final RenderSettings settings;
  private final MeterRegistry meters;
  private final Clock clock;

  /**
   * A handler that stores results in the bucket of the settings.
   *
   * @param codec reads the facts of finished photos that the store has lost
   */
  public static RenderHandler of(
      ObjectStore store,
      Rendering rendering,
      ImageCodec codec,
      RenderRoom room,
      RenderSettings settings,
      MeterRegistry meters,
      Clock clock) {
    StoredResult results =
        new StoredResult(store, codec, settings.bucket(), settings.limits().maxBytes());
    return new RenderHandler(store, rendering, results, room, settings, meters, clock);
  }

  /** Stores results in the bucket of the settings. */
  RenderHandler(
      ObjectStore store,
      Rendering rendering,
      StoredResult results,
      RenderRoom room,
      RenderSettings settings,
      MeterRegistry meters,
      Clock clock) {
    this.store = store;
    this.rendering = rendering;
    this.results = results;
    this.masks = new StoredMasks(store, settings.bucket());
    this.room = room;
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public Outcome handle(Delivery delivery) throws Exception {
    RetouchPlanned planned = delivery.event(RetouchPlanned.class);
    try {
      TenantName tenant = new TenantName(planned.tenant());
      PlanId planId = new PlanId(planned.planId());
      Optional<RenderedObject> earlier = earlier(tenant, planId);
      RenderedObject result =
          earlier.isPresent() ? earlier.get() : renderAndStore(delivery, planned);
      String outcome = earlier.isPresent() ? "republished" : "rendered";
      RenderMetric.PHOTOS.counter(meters, "outcome", outcome).increment();
      log.atInfo()
          .addKeyValue("photoId", planned.photoId())
          .addKeyValue("planId", planned.planId())
          .addKeyValue("outcome", outcome)
          .addKeyValue("sizeBytes", result.sizeBytes())
          .log("photo retouched");
      return Outcome.done(
          new PhotoRetouched(
              planned.tenant(),
              planned.photoId(),
              planned.planId(),
              planned,
              result,
              planned.photo().request().lut() ? lut(tenant, planId) : null,
              clock.instant()));
    } catch (FatalException e) {
      throw e;
    } catch (Exception | OutOfMemoryError e) {
      return RenderFailures.outcome(e, delivery);
    }
  }

  private Optional<RenderedObject> earlier(TenantName tenant, PlanId planId) {
    try {
      return results.find(tenant, planId);
    } catch (AccessDenied e) {
      throw ownBucketRefused(e);
    }
  }

  private Plan readPlan(RetouchPlanned planned) {
    byte[] json = planJson(planned);
    Plan plan = ContractsJson.read(json, Plan.class);
    if (!plan.planId().equals(planned.planId()) || !plan.tenant().equals(planned.tenant())) {
      throw new PlanUnusableException(
          "%s holds plan %s of tenant %s, but plan %s of tenant %s was announced; plan the photo anew"
              .formatted(
                  planned.planObject(),
                  plan.planId(),
                  plan.tenant(),
                  planned.planId(),
                  planned.tenant()));
    }
    return plan;
  }

  private byte[] planJson(RetouchPlanned planned) {
    try {
      return store.get(planned.planObject(), Plan.MAX_BYTES);
    } catch (ObjectMissing | ObjectTooLarge e) {
      throw new PlanUnusableException(
          "the plan of photo " + planned.photoId() + " is gone or damaged: " + e.getMessage());
    } catch (AccessDenied e) {
      throw ownBucketRefused(e);
    }
  }

  private FatalException ownBucketRefused(AccessDenied e) {
    return new FatalException(
        "Tonework's own bucket "
            + settings.bucket()
            + " refuses this worker; grant it reading and writing",
        e);
  }

  private RenderedObject renderAndStore(Delivery delivery, RetouchPlanned planned)
      throws Exception {
    Plan plan = readPlan(planned);
    MDC.put("bundle", plan.bundle().name());
    long start = System.nanoTime();
    byte[] original = store.getExactly(plan.source(), settings.limits().maxBytes());
    List<byte[]> masks = masksOf(plan);
    RenderMetric.FETCH.timer(meters).record(Duration.ofNanos(System.nanoTime() - start));
    Rendered rendered = room.run(isUrgent(planned), () -> render(original, plan, masks, delivery));
    tellWhatIsLost(plan, rendered.file());
    tellWhatIsDoubtful(plan, rendered.file());
    try {
      return RenderMetric.PUT.timer(meters).recordCallable(() -> put(plan, rendered));
    } catch (AccessDenied e) {
      throw ownBucketRefused(e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // lives for a moment, is never compared
  private record Rendered(RenderedFile file, byte @Nullable [] cube) {}

  private List<byte[]> masksOf(Plan plan) {
    try {
      return masks.filesOf(plan);
    } catch (AccessDenied e) {
      throw ownBucketRefused(e);
    }
  }

  private static boolean isUrgent(Event event) {
    return event.urgency() == Priority.INTERACTIVE;
  }

  private Rendered render(byte[] original, Plan plan, List<byte[]> maskFiles, Delivery delivery) {
    Deadline deadline =
        Deadline.in(settings.deadline())
            .or(Deadline.when(() -> delivery.isStale() || Thread.currentThread().isInterrupted()))
            .urgent(isUrgent(delivery.event()));
    RenderedFile file = rendering.render(original, plan, maskFiles, deadline);
    return new Rendered(file, plan.request().lut() ? rendering.smallCube(plan) : null);
  }

  /** Losing metadata fails no photo, but whoever owns the photos must be able to find it out. */
  private void tellWhatIsLost(Plan plan, RenderedFile file) {
    if (file.lost().isEmpty()) {
      return;
    }
    // what is lost may be named by the file itself, so the names are no tags
    RenderMetric.METADATA_LOST.counter(meters).increment();
    // every phone's photo has an index that is dropped: news, not an alarm
    log.atInfo()
        .addKeyValue("photoId", plan.photoId())
        .addKeyValue("planId", plan.planId())
        .addKeyValue("lost", file.lost())
        .addKeyValue("contentType", file.contentType())
        .log("finished photo lacks metadata of its original");
  }

  private static void tellWhatIsDoubtful(Plan plan, RenderedFile file) {
    if (!file.warnings().isEmpty()) {
      log.atWarn()
          .addKeyValue("photoId", plan.photoId())
          .addKeyValue("planId", plan.planId())
          .addKeyValue("warnings", file.warnings())
          .log("finished photo is doubtful");
    }
  }

  /** The photo comes last: where it lies, the look lies too. */
  private RenderedObject put(Plan plan, Rendered rendered) {
    TenantName tenant = new TenantName(plan.tenant());
    PlanId planId = new PlanId(plan.planId());
    if (rendered.cube() != null) {
      PutOutcome _ = store.putIfAbsent(lut(tenant, planId), rendered.cube(), "text/plain");
    }
    return results.put(tenant, planId, rendered.file());
  }

  private ObjectId lut(TenantName tenant, PlanId planId) {
    return new ObjectId(settings.bucket(), ObjectKeys.lut(tenant, planId));
  }

  @Override
  public List<Event> events(Delivery delivery, Failure failure) {
    return delivery.event() instanceof RetouchPlanned planned
        ? List.of(PhotoFailed.of(planned.photo(), failure, clock.instant()))
        : List.of();
  }
}
