package io.tonework.planner;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Ids;
import io.tonework.contracts.Latents;
import io.tonework.contracts.Mode;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Sha256;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.TasteOffset;
import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.file.PhotoFile;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.language.LanguagePlanner;
import io.tonework.models.language.Seen;
import io.tonework.models.language.Wish;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.planner.AutoResult;
import io.tonework.models.planner.PlannerModel;
import io.tonework.planner.measures.Observation;
import io.tonework.planner.measures.PlanStages;
import io.tonework.planner.measures.Sight;
import io.tonework.planner.reasoning.Account;
import io.tonework.planner.reasoning.LookNote;
import io.tonework.planner.reasoning.Reasoner;
import io.tonework.taste.TasteView;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the plan of one photo: thumbnail, look, taste, reasoning. Touches no store and no broker,
 * so the stage and the command line make the same plan.
 *
 * <p>Thread-safe; meant for many virtual threads at once, whose photos then share batches. The plan
 * depends on the photo's bytes, the request, the bundle and the taste, and on nothing else.
 */
public final class PlanPhoto {
  private static final Logger log = LoggerFactory.getLogger(PlanPhoto.class);

  /** Said of a request in another language, or in none. */
  static final String NOT_UNDERSTOOD =
      "The request could not be understood, which is read in English only;"
          + " the photo is retouched without it.";

  private final PlannerRuntime runtime;
  private final ImageCodec codec;
  private final TasteReader taste;
  private final int thumbnailSidePixels;
  private final Duration decodeDeadline;
  private final Reasoner reasoner = new Reasoner();

  /**
   * A planner.
   *
   * @param runtime stays the caller's to close
   * @param codec also decides which photos are too large
   * @param settings how large what is looked at is, and how long a photo may take to become it
   */
  public PlanPhoto(
      PlannerRuntime runtime, ImageCodec codec, TasteReader taste, PlannerSettings settings) {
    this.runtime = runtime;
    this.codec = codec;
    this.taste = taste;
    this.thumbnailSidePixels = settings.thumbnailSidePixels();
    this.decodeDeadline = settings.decodeDeadline();
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
    RetouchRequest request = photo.request();
    runtime.bundle().require(request.mode());
    if (!request.regions().isEmpty()) {
      // regions are sliders, whatever the mode of the rest
      runtime.bundle().require(Mode.PARAM);
    }
    Stopwatch stopwatch = new Stopwatch();
    RgbImage thumbnail = thumbnail(original, runtime.bundle().manifest().input());
    Duration thumbnailTime = stopwatch.lap();
    Observation seen = Observation.of(thumbnail);
    Duration observed = stopwatch.lap();
    Decision decision =
        speaks(request)
            ? writeDown(photo, thumbnail, seen, stopwatch)
            : decide(photo, thumbnail, seen, reference, stopwatch);
    return new PlannedPhoto(
        plan(photo, decision),
        decision.account().claims(),
        new PlanTimings(
            thumbnailTime, decision.look(), decision.taste(), stopwatch.lap().plus(observed)));
  }

  /** Large enough for the measures and for the steps that a bundle takes from there. */
  private RgbImage thumbnail(byte[] original, Manifest.InputSpec input) {
    PhotoFile file = codec.open(original);
    ImageInfo info = codec.probe(file);
    int needed = ModelInput.longerSideNeeded(info.width(), info.height(), input);
    return codec.thumbnail(
        file, Math.max(thumbnailSidePixels, needed), Deadline.in(decodeDeadline));
  }

  private Plan plan(PhotoUploaded photo, Decision decision) {
    Edit edit = decision.edit();
    Account account = LookNote.in(decision.account(), photo.request().look());
    return new Plan(
        Ids.planId(
            photo, ContractsJson.write(photo.request()), runtime.bundle().ref(), decision.facts()),
        photo.tenant(),
        photo.photoId(),
        photo.source(),
        photo.request(),
        runtime.bundle().ref(),
        edit.scene(),
        account.reasoning(),
        account.summary(),
        edit.sliders(),
        edit.latents(),
        List.copyOf(PlanRegions.active(edit.latents())),
        decision.offset(),
        new PlanRegions(runtime.planner()).of(photo.request().regions(), edit.latents()),
        decision.facts());
  }

  /** True when the decoder must be asked: it decides, or it reads the sliders. */
  private boolean speaks(RetouchRequest request) {
    return runtime.language() != null
        && switch (request.mode()) {
          case AUTO, STYLE -> true;
          case PARAM -> !runtime.planner().encodesSliders();
          case REFERENCE -> false;
        };
  }

  /** Without a word of the decoder: what is said is measured. */
  private Decision decide(
      PhotoUploaded photo,
      RgbImage thumbnail,
      Observation seen,
      @Nullable ReferencePhotos reference,
      Stopwatch stopwatch)
      throws InterruptedException {
    RetouchRequest request = photo.request();
    Edit edit =
        switch (request.mode()) {
          case AUTO -> {
            AutoResult result = runtime.batcher().call(input(thumbnail));
            yield new Edit(
                result.sliders(), result.latents(), new Sight(result.scenes(), result.content()));
          }
          case PARAM ->
              new Edit(
                  request.sliders(), runtime.planner().params(request.sliders()), sight(thumbnail));
          case REFERENCE -> {
            PlannerModel.Carried carried = carried(thumbnail, reference);
            yield new Edit(carried.sliders(), carried.latents(), sight(thumbnail));
          }
          case STYLE ->
              throw new IllegalStateException("style mode was let through without a decoder");
        };
    Duration look = stopwatch.lap();
    TasteView view = tasteOf(photo, edit.scene());
    TasteOffset offset = offset(view);
    Duration taste = stopwatch.lap();
    Account account =
        reasoner.explain(seen, edit.sight(), stages(edit.latents(), offset), photo.photoId());
    return new Decision(edit, view, offset, account, look, taste);
  }

  /** In the decoder's words, as far as the pixels bear them out. */
  private Decision writeDown(
      PhotoUploaded photo, RgbImage thumbnail, Observation seen, Stopwatch stopwatch)
      throws InterruptedException {
    RetouchRequest request = photo.request();
    LanguagePlanner language = Objects.requireNonNull(runtime.language());
    Understanding understanding = Understanding.of(language, request.instruction());
    boolean isUnread = understanding != null && !understanding.isUnderstood();
    Wish wish =
        isUnread
            ? new Wish(Mode.AUTO, null, Sliders.none(), request.urgency())
            : new Wish(request.mode(), request.instruction(), request.sliders(), request.urgency());
    if (wish.instruction() != null && !language.hears(wish)) {
      log.atWarn()
          .addKeyValue("photoId", photo.photoId())
          .addKeyValue("mode", request.mode().jsonName())
          .addKeyValue("bundle", runtime.bundle().ref().name())
          .log("the bundle's prompt has no place for an instruction in this mode; it is not heard");
    }
    Seen look = language.showsPhoto(wish) ? language.look(input(thumbnail)) : null;
    Sight sight = look == null ? Sight.NONE : new Sight(look.scenes(), look.content());
    Duration lookTime = stopwatch.lap();
    TasteView view = tasteOf(photo, Edit.scene(sight));
    TasteOffset offset = offset(view);
    Duration taste = stopwatch.lap();
    boolean isInstructed = wish.instruction() != null && language.hears(wish);
    PlanInWords.Written written =
        new PlanInWords(
                language,
                isInstructed ? understanding : null,
                rethinking(isInstructed),
                runtime.registry())
            .write(
                wish,
                look,
                seen,
                seen.facts(sight, isInstructed),
                latents -> stages(decided(request, latents), offset).withTaste());
    Latents latents = decided(request, written.draft().latents());
    Duration writing = stopwatch.lap();
    Account account =
        reasoner.retell(
            seen,
            sight,
            written.telling(),
            written.outcome(),
            stages(latents, offset),
            photo.photoId());
    Sliders sliders = request.mode() == Mode.PARAM ? request.sliders() : written.draft().sliders();
    return new Decision(
        new Edit(sliders, latents, sight),
        view,
        offset,
        isUnread ? account.adding(NOT_UNDERSTOOD) : account,
        lookTime.plus(writing),
        taste);
  }

  /** Who asked for nothing, or for sliders, gets what was decided. */
  private @Nullable Rethinking rethinking(boolean isInstructed) {
    return isInstructed && runtime.planner().encodesSliders()
        ? new Rethinking(sliders -> runtime.planner().params(sliders))
        : null;
  }

  /** Who sends sliders moves the groups of those sliders and no other. */
  private static Latents decided(RetouchRequest request, Latents latents) {
    return request.mode() == Mode.PARAM ? PlannerModel.masked(latents, request.sliders()) : latents;
  }

  private PlannerModel.Carried carried(RgbImage thumbnail, @Nullable ReferencePhotos reference) {
    if (reference == null) {
      throw new IllegalArgumentException("reference mode needs the photos of its reference");
    }
    Manifest.InputSpec pair = Objects.requireNonNull(runtime.bundle().manifest().pair());
    byte[] before = reference.before();
    return runtime
        .planner()
        .reference(
            ModelInput.from(before == null ? thumbnail : thumbnail(before, pair), pair),
            ModelInput.from(thumbnail(reference.after(), pair), pair));
  }

  private ModelInput input(RgbImage thumbnail) {
    return ModelInput.from(thumbnail, runtime.bundle().manifest().input());
  }

  /** A look that only finds the words for what is in the picture. */
  private Sight sight(RgbImage thumbnail) throws InterruptedException {
    LanguagePlanner language = runtime.language();
    if (language != null) {
      Seen seen = language.look(input(thumbnail));
      return new Sight(seen.scenes(), seen.content());
    }
    if (!runtime.bundle().modes().contains(Mode.AUTO)) {
      return Sight.NONE;
    }
    AutoResult result = runtime.batcher().call(input(thumbnail));
    return new Sight(result.scenes(), result.content());
  }

  /** Taste belongs to auto mode: who sends sliders gets those sliders. */
  private TasteView tasteOf(PhotoUploaded photo, String scene) {
    String user = photo.user();
    if (user == null
        || photo.request().mode() != Mode.AUTO
        || !runtime.planner().encodesSliders()) {
      return TasteView.NONE;
    }
    return taste.read(photo.tenant(), user, scene);
  }

  private @Nullable TasteOffset offset(TasteView view) {
    return view.version() == 0 || view.offset().isNone()
        ? null
        : new TasteOffset(view.version(), view.offset(), runtime.planner().params(view.offset()));
  }

  private PlanStages stages(Latents latents, @Nullable TasteOffset offset) {
    RgbFunction all = runtime.renderer().renderer(latents);
    return new PlanStages(
        runtime.renderer().renderer(only(latents, EnumSet.of(SliderGroup.LIGHT))),
        runtime
            .renderer()
            .renderer(only(latents, EnumSet.of(SliderGroup.LIGHT, SliderGroup.GLOBAL_COLOUR))),
        all,
        offset == null ? all : all.andThen(runtime.renderer().renderer(offset.latents())),
        PlanRegions.active(latents),
        offset == null ? 0 : offset.version());
  }

  private static Latents only(Latents latents, Set<SliderGroup> groups) {
    float[] values = latents.toArray();
    for (SliderGroup group : SliderGroup.values()) {
      if (!groups.contains(group)) {
        int start = group.ordinal() * latents.size();
        Arrays.fill(values, start, start + latents.size(), 0f);
      }
    }
    return Latents.of(latents.size(), values);
  }
}
