package io.tonework.feedback;

import io.tonework.contracts.BundleRef;
import io.tonework.contracts.FeedbackReason;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.Ids;
import io.tonework.contracts.Latents;
import io.tonework.contracts.Mode;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Plan;
import io.tonework.contracts.Reasoning;
import io.tonework.contracts.RenderedObject;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Slider;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.TasteOffset;
import io.tonework.contracts.Verdict;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.PlanId;
import io.tonework.contracts.identity.TenantName;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Facts for tests, as the stages before this one would tell them. */
public final class Facts {
  /** When all of it happened. */
  public static final Instant NOON = Instant.parse("2025-11-21T12:00:00Z");

  private static final String BUCKET = "tonework";

  private Facts() {}

  /** An upload. */
  public static PhotoUploaded uploaded(
      String tenant, String photoId, @Nullable String user, @Nullable URI callback) {
    return new PhotoUploaded(
        tenant,
        photoId,
        user,
        new SourceObject(
            BUCKET,
            ObjectKeys.original(new TenantName(tenant), new PhotoId(photoId)),
            "etag",
            1_000),
        RetouchRequest.auto(),
        callback,
        NOON);
  }

  /** Its plan as an event. */
  public static RetouchPlanned planned(PhotoUploaded photo) {
    return new RetouchPlanned(
        photo.tenant(),
        photo.photoId(),
        "plan-" + photo.photoId(),
        new ObjectId(
            BUCKET, ObjectKeys.plan(new TenantName(photo.tenant()), new PhotoId(photo.photoId()))),
        photo,
        "landscape",
        Mode.AUTO,
        "lifted the shadows of a dark valley",
        NOON.plusSeconds(1));
  }

  /** Its end. */
  public static PhotoRetouched retouched(PhotoUploaded photo) {
    RetouchPlanned planned = planned(photo);
    return new PhotoRetouched(
        photo.tenant(),
        photo.photoId(),
        planned.planId(),
        planned,
        new RenderedObject(
            new ObjectId(
                BUCKET,
                ObjectKeys.retouched(
                    new TenantName(photo.tenant()), new PlanId(planned.planId()), "jpg")),
            "image/jpeg",
            6000,
            4000,
            8_123_456,
            "ab".repeat(32)),
        new ObjectId(
            BUCKET, ObjectKeys.lut(new TenantName(photo.tenant()), new PlanId(planned.planId()))),
        NOON.plusSeconds(2));
  }

  /** Its plan as the artifact, with a reasoning whose parts begin with that text. */
  public static Plan plan(PhotoUploaded photo, String reasoning) {
    Reasoning.Finding finding = new Reasoning.Finding(reasoning + " too dark", "lift the shadows");
    return new Plan(
        "plan-" + photo.photoId(),
        photo.tenant(),
        photo.photoId(),
        photo.source(),
        photo.request(),
        new BundleRef("compact", "0.1.0", "cd".repeat(32)),
        "landscape",
        new Reasoning(reasoning + " a valley", finding, finding, finding),
        "lifted the shadows of a dark valley",
        Sliders.of(Map.of(Slider.SHADOWS, 30.0)),
        Latents.of(2, new float[6]),
        List.of(SliderGroup.LIGHT),
        new TasteOffset(3, Sliders.of(Map.of(Slider.EXPOSURE, 5.0)), Latents.of(2, new float[6])));
  }

  /** Verdicts of a few users on a few scenes. */
  public static List<FeedbackReceived> verdicts(String tenant, int count, long seed) {
    Random random = new Random(seed);
    List<FeedbackReceived> verdicts = new ArrayList<>();
    FeedbackReason[] reasons = FeedbackReason.values();
    for (int i = 0; i < count; i++) {
      String user = "user" + random.nextInt(4);
      boolean rejected = random.nextBoolean();
      verdicts.add(
          new FeedbackReceived(
              tenant,
              user,
              Ids.feedbackId(tenant, user, "plan" + i, "verdict"),
              "photo" + i,
              "plan" + i,
              random.nextBoolean() ? "portrait" : "landscape",
              Sliders.of(Map.of(Slider.EXPOSURE, (double) random.nextInt(20))),
              rejected ? Verdict.REJECTED : Verdict.ACCEPTED,
              rejected ? List.of(reasons[random.nextInt(reasons.length)]) : List.of(),
              random.nextInt(5) == 0
                  ? Sliders.of(Map.of(Slider.TEMPERATURE, (double) random.nextInt(30)))
                  : Sliders.none(),
              NOON.plusSeconds(i)));
    }
    return verdicts;
  }
}
