package io.tonework.planner.plan;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Ids;
import io.tonework.contracts.Mode;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Sha256;
import io.tonework.contracts.SourceObject;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.planner.measures.Observation;
import io.tonework.planner.model.PlanModels;
import io.tonework.planner.model.PlannerRuntime;
import io.tonework.planner.model.PlannerSettings;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan of one photo, step by step. Touches no store and no broker, so the stage and the
 * command line make the same plan.
 *
 * <p>Thread-safe; meant for many virtual threads at once, whose photos then share batches. The plan
 * depends on the photo's bytes, the request, the bundle and the facts that it names, and on nothing
 * else.
 */
public final class PlanPhoto {
  private final PlanModels models;
  private final Thumbnails thumbnails;
  private final List<TimedStep> steps;

  /** A step with the part of a plan's time that it counts as. */
  private record TimedStep(PlanPhase phase, PlanStep step) {}

  /**
   * A planner.
   *
   * @param runtime stays the caller's to close
   * @param codec also decides which photos are too large
   * @param settings how large what is looked at is, and how long a photo may take to become it
   */
  public PlanPhoto(
      PlannerRuntime runtime, ImageCodec codec, TasteReader taste, PlannerSettings settings) {
    this(runtime, runtime.registry(), codec, taste, settings);
  }

  /**
   * A planner with models of any kind.
   *
   * @param registry counts what becomes of written plans
   */
  public PlanPhoto(
      PlanModels models,
      MeterRegistry registry,
      ImageCodec codec,
      TasteReader taste,
      PlannerSettings settings) {
    this.models = models;
    this.thumbnails =
        new Thumbnails(codec, settings.thumbnailSidePixels(), settings.decodeDeadline());
    this.steps =
        List.of(
            new TimedStep(PlanPhase.LOOK, new ReadInstruction(models)),
            new TimedStep(PlanPhase.LOOK, new LookAtPhoto(models)),
            new TimedStep(PlanPhase.TASTE, new AddTaste(models, taste)),
            new TimedStep(PlanPhase.LOOK, new DecideEdit(models, thumbnails)),
            new TimedStep(PlanPhase.LOOK, new WriteEdit(models, registry)),
            new TimedStep(PlanPhase.REASON, new ExplainPlan(models)));
  }

  /**
   * Plans a photo that is in no store.
   *
   * @param name names it in the plan, such as a file name
   * @param original the file's bytes
   * @param reference the photos of {@code request.reference()}; null when it has none
   * @throws io.tonework.models.ModeUnavailableException when the bundle lacks the mode
   * @throws io.tonework.models.GenerationException when the model cannot write a plan
   * @throws io.tonework.imaging.fault.ImageException when the photo cannot be decoded or is too
   *     large
   * @throws InterruptedException when the thread is interrupted while the photo waits for the model
   */
  public PlannedPhoto plan(
      String name, byte[] original, RetouchRequest request, @Nullable ReferencePhotos reference)
      throws InterruptedException {
    SourceObject source = local(name, original);
    return plan(
        new PhotoUploaded(
            "local", Ids.photoId("local", source), null, source, request, null, Instant.EPOCH),
        original,
        reference);
  }

  /** The same for a request that refers to no other photo. */
  public PlannedPhoto plan(String name, byte[] original, RetouchRequest request)
      throws InterruptedException {
    return plan(name, original, request, null);
  }

  /** A file that lies in no store, named by its content. */
  public static SourceObject local(String name, byte[] bytes) {
    return new SourceObject("local", name, Sha256.of(bytes), bytes.length);
  }

  /**
   * Plans an uploaded photo.
   *
   * @param original the bytes that {@code photo.source()} names
   * @param reference those that {@code photo.request().reference()} names; null when it has none
   * @throws io.tonework.models.ModeUnavailableException when the bundle lacks the mode
   * @throws io.tonework.models.GenerationException when the model cannot write a plan
   * @throws io.tonework.imaging.fault.ImageException when the photo cannot be decoded or is too
   *     large
   * @throws io.tonework.models.ModelException when the model cannot be run
   * @throws io.tonework.models.RequestDroppedException when the model has too much to do
   * @throws InterruptedException when the thread is interrupted while the photo waits for the model
   */
  public PlannedPhoto plan(
      PhotoUploaded photo, byte[] original, @Nullable ReferencePhotos reference)
      throws InterruptedException {
    require(photo.request());
    PlanTimings.Clock clock = new PlanTimings.Clock();
    RgbImage thumbnail = thumbnails.of(original, models.input(), photo.urgency());
    clock.lap(PlanPhase.THUMBNAIL);
    PlanState state = PlanState.of(photo, reference, thumbnail, Observation.of(thumbnail));
    clock.lap(PlanPhase.REASON);
    for (TimedStep timed : steps) {
      state = timed.step().apply(state);
      clock.lap(timed.phase());
    }
    Plan plan = plan(state);
    clock.lap(PlanPhase.REASON);
    return new PlannedPhoto(plan, state.account().claims(), clock.timings());
  }

  private void require(RetouchRequest request) {
    models.require(request.mode());
    if (!request.regions().isEmpty()) {
      // regions are sliders, whatever the mode of the rest
      models.require(Mode.PARAM);
    }
  }

  private Plan plan(PlanState state) {
    PhotoUploaded photo = state.photo();
    Edit edit = state.edit();
    return new Plan(
        Ids.planId(photo, ContractsJson.write(photo.request()), models.ref(), state.facts()),
        photo.tenant(),
        photo.photoId(),
        photo.source(),
        photo.request(),
        models.ref(),
        state.look().scene(),
        state.account().reasoning(),
        state.account().summary(),
        edit.sliders(),
        edit.latents(),
        List.copyOf(PlanRegions.active(edit.latents())),
        state.taste().offset(),
        new PlanRegions(models::encode).of(photo.request().regions(), edit.latents()),
        state.facts());
  }
}
