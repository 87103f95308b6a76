package io.tonework.contracts;

import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One full and one sparse example of each event and of the plan. */
final class Samples {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
  private static final SourceObject SOURCE = new SourceObject("inbox", "k ä.jpg", "e1", 12);
  private static final ObjectId OBJECT = new ObjectId("tonework", "plans/acme/p1.json");
  private static final Sliders SLIDERS =
      Sliders.of(Map.of(Slider.EXPOSURE, 30.0, Slider.HUE_RED, -0.5));
  private static final Latents LATENTS = Latents.of(2, new float[] {1, -2, 0, 0, 5, .25f});

  private static final RegionMask STORED =
      RegionMask.stored(new ObjectId("tonework", "masks/acme/m.png"), "0123456789abcdef".repeat(4));
  private static final RegionMask INLINE = RegionMask.inline(new byte[] {1, 2, 3, 4});

  private Samples() {}

  static List<Record> all() {
    PhotoUploaded full =
        new PhotoUploaded(
            "acme",
            "p1",
            "ann",
            SOURCE,
            new RetouchRequest(
                    Mode.PARAM, "brighter", SLIDERS, new OutputOptions(OutputFormat.WEBP, 80, true))
                .with(
                    List.of(
                        new RequestedRegion("sky", STORED, SLIDERS),
                        new RequestedRegion(
                            "face", INLINE, Sliders.none(), List.of(SliderGroup.LIGHT), true)))
                .withLook(new LookRef("0123456789abcdef".repeat(4), 0.5))
                .withLut(),
            URI.create("https://example.com/hook"),
            NOON);
    PhotoUploaded sparse =
        new PhotoUploaded("acme", "p1", null, SOURCE, RetouchRequest.auto(), null, NOON);
    RetouchPlanned planned =
        new RetouchPlanned("acme", "p1", "plan1", OBJECT, full, "night", Mode.PARAM, "s", NOON);
    RenderedObject result =
        new RenderedObject(
            OBJECT,
            "image/jpeg",
            400,
            300,
            9_000,
            "0123456789abcdef".repeat(4),
            List.of("the photo is incomplete"));
    Failure failure = new Failure(FailureCode.CORRUPT_IMAGE, "it ends early", "planner");
    return List.of(
        full,
        sparse,
        planned,
        new PhotoRetouched("acme", "p1", "plan1", planned, result, OBJECT, NOON),
        new PhotoRetouched("acme", "p1", "plan1", planned, result, null, NOON),
        PhotoFailed.of(full, failure, NOON),
        PhotoFailed.of(sparse, failure, NOON),
        feedback(Verdict.REJECTED, List.copyOf(EnumSet.allOf(FeedbackReason.class))),
        feedback(null, List.of()),
        new UserForgotten("acme", "ann", NOON),
        webhook(WebhookState.PENDING, 503, "busy", NOON.plusSeconds(5)),
        webhook(WebhookState.DELIVERED, null, null, null),
        plan(new TasteOffset(3, SLIDERS, LATENTS)),
        plan(null));
  }

  private static FeedbackReceived feedback(
      @Nullable Verdict verdict, List<FeedbackReason> reasons) {
    return new FeedbackReceived(
        "acme", "ann", "f1", "p1", "plan1", "night", SLIDERS, verdict, reasons, SLIDERS, NOON);
  }

  private static WebhookAttempted webhook(
      WebhookState state,
      @Nullable Integer status,
      @Nullable String detail,
      @Nullable Instant next) {
    return new WebhookAttempted(
        "acme",
        "p1",
        "msg_1",
        URI.create("https://example.com/hook"),
        "{}",
        0,
        1,
        state,
        status,
        detail,
        next,
        NOON);
  }

  private static Plan plan(@Nullable TasteOffset taste) {
    Reasoning.Finding finding = new Reasoning.Finding("dark", "brighter");
    return new Plan(
        "plan1",
        "acme",
        "p1",
        SOURCE,
        RetouchRequest.auto(),
        new BundleRef("compact", "0.1.0", "d"),
        "night",
        new Reasoning("a street", finding, finding, finding),
        "brighter, because it is dark",
        SLIDERS,
        LATENTS,
        List.of(SliderGroup.values()),
        taste,
        taste == null
            ? List.of()
            : List.of(
                new PlannedRegion(
                    "sky",
                    STORED,
                    SLIDERS,
                    List.of(SliderGroup.LIGHT),
                    LATENTS,
                    List.of(SliderGroup.LIGHT),
                    false)),
        taste == null
            ? VersionedFacts.NONE
            : VersionedFacts.NONE.withTaste(taste.version()).with("memory", "m1"));
  }
}
