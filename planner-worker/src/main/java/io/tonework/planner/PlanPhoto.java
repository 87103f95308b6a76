package io.tonework.planner;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Ids;
import io.tonework.contracts.Latents;
import io.tonework.contracts.Mode;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.TasteOffset;
import io.tonework.imaging.ImageCodec;
import io.tonework.imaging.RgbFunction;
import io.tonework.imaging.RgbImage;
import io.tonework.models.AutoResult;
import io.tonework.models.ModelInput;
import io.tonework.planner.reasoning.Account;
import io.tonework.planner.reasoning.PlanStages;
import io.tonework.planner.reasoning.Reasoner;
import io.tonework.planner.reasoning.Sight;
import io.tonework.storage.TasteView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan of one photo: thumbnail, look, taste, reasoning. Touches no store and no broker,
 * so the stage and the command line make the same plan.
 *
 * <p>Thread-safe; meant for many virtual threads at once, whose photos then share batches. The plan
 * depends on the photo's bytes, the request, the bundle and the taste, and on nothing else.
 */
public final class PlanPhoto {
  private final PlannerRuntime runtime;
  private final ImageCodec codec;
  private final TasteReader taste;
  private final int thumbnailSidePixels;
  private final Reasoner reasoner = new Reasoner();

  /**
   * A planner.
   *
   * @param runtime stays the caller's to close
   * @param codec also decides which photos are too large
   * @param thumbnailSidePixels longer side of what is looked at
   */
  public PlanPhoto(
      PlannerRuntime runtime, ImageCodec codec, TasteReader taste, int thumbnailSidePixels) {
    this.runtime = runtime;
    this.codec = codec;
    this.taste = taste;
    this.thumbnailSidePixels = thumbnailSidePixels;
  }

  /**
   * Plans a photo that is in no store.
   *
   * @param name names it in the plan, such as a file name
   * @param original the file's bytes
   * @throws io.tonework.models.ModeUnavailableException when the bundle lacks the mode
   * @throws io.tonework.imaging.ImageException when the photo cannot be decoded or is too large
   * @throws InterruptedException when the thread is interrupted while the photo waits for the model
   */
  public PlannedPhoto plan(String name, byte[] original, RetouchRequest request)
      throws InterruptedException {
    SourceObject source = new SourceObject("local", name, sha256(original), original.length);
    return plan(
        new PhotoUploaded(
            "local", Ids.photoId("local", source), null, source, request, null, Instant.EPOCH),
        original);
  }

  /**
   * Plans an uploaded photo.
   *
   * @param original the bytes that {@code photo.source()} names
   * @throws io.tonework.models.ModeUnavailableException when the bundle lacks the mode
   * @throws io.tonework.imaging.ImageException when the photo cannot be decoded or is too large
   * @throws io.tonework.models.ModelException when the model cannot be run
   * @throws io.tonework.models.RequestDroppedException when the model has too much to do
   * @throws InterruptedException when the thread is interrupted while the photo waits for the model
   */
  public PlannedPhoto plan(PhotoUploaded photo, byte[] original) throws InterruptedException {
    RetouchRequest request = photo.request();
    runtime.bundle().require(request.mode());
    if (!request.regions().isEmpty()) {
      // regions are sliders, whatever the mode of the rest
      runtime.bundle().require(Mode.PARAM);
    }
    Stopwatch stopwatch = new Stopwatch();
    codec.probe(original);
    RgbImage thumbnail = codec.thumbnail(original, thumbnailSidePixels);
    Duration thumbnailTime = stopwatch.lap();
    Edit edit = decide(request, thumbnail);
    Duration lookTime = stopwatch.lap();
    TasteView view = tasteOf(photo, edit.scene());
    TasteOffset offset = offset(view);
    Duration tasteTime = stopwatch.lap();
    Account account =
        reasoner.explain(thumbnail, edit.sight(), stages(edit.latents(), offset), photo.photoId());
    Plan plan = plan(photo, edit, account, view, offset);
    return new PlannedPhoto(
        plan,
        account.claims(),
        new PlanTimings(thumbnailTime, lookTime, tasteTime, stopwatch.lap()));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks SHA-256, which it must have", e);
    }
  }

  private Plan plan(
      PhotoUploaded photo,
      Edit edit,
      Account account,
      TasteView view,
      @Nullable TasteOffset offset) {
    return new Plan(
        Ids.planId(
            photo, ContractsJson.write(photo.request()), runtime.bundle().ref(), view.version()),
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
        offset,
        new PlanRegions(runtime.planner()).of(photo.request().regions(), edit.latents()));
  }

  private Edit decide(RetouchRequest request, RgbImage thumbnail) throws InterruptedException {
    return switch (request.mode()) {
      case AUTO -> {
        AutoResult result = look(thumbnail);
        yield new Edit(result.sliders(), result.latents(), sight(result));
      }
      case PARAM -> {
        // the sender decided; a look only finds the words for what is in the picture
        boolean canLook = runtime.bundle().modes().contains(Mode.AUTO);
        yield new Edit(
            request.sliders(),
            runtime.planner().params(request.sliders()),
            canLook ? sight(look(thumbnail)) : Sight.NONE);
      }
      case STYLE, REFERENCE ->
          throw new IllegalStateException(
              "a bundle of format 1 cannot have the mode " + request.mode().jsonName());
    };
  }

  private AutoResult look(RgbImage thumbnail) throws InterruptedException {
    return runtime.batcher().call(ModelInput.from(thumbnail, runtime.bundle().manifest().input()));
  }

  private static Sight sight(AutoResult result) {
    return new Sight(result.scenes(), result.content());
  }

  /** Taste belongs to auto mode: who sends sliders gets those sliders. */
  private TasteView tasteOf(PhotoUploaded photo, String scene) {
    String user = photo.user();
    if (user == null
        || photo.request().mode() != Mode.AUTO
        || !runtime.bundle().modes().contains(Mode.PARAM)) {
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
