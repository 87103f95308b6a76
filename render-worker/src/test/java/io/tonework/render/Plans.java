package io.tonework.render;

import io.tonework.contracts.BundleRef;
import io.tonework.contracts.Latents;
import io.tonework.contracts.Mode;
import io.tonework.contracts.OutputFormat;
import io.tonework.contracts.OutputOptions;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Plan;
import io.tonework.contracts.Reasoning;
import io.tonework.contracts.Reasoning.Finding;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Slider;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.TasteOffset;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.installed.InstalledBundles;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.planner.PlannerModel;
import io.tonework.models.renderer.Renderers;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Plans for the shipped bundle. */
final class Plans {
  static final Bundle BUNDLE = Bundle.shipped();

  /** Of the bundles of the build; stays open as long as the tests run. */
  static final Renderers RENDERERS = new Renderers(InstalledBundles.ofBuild(), 1);

  private static final Finding NOTHING = new Finding("nothing", "nothing");

  private Plans() {}

  static Plan of(String planId, SourceObject source, Latents latents) {
    return of(planId, source, latents, null, BUNDLE.ref(), OutputFormat.ORIGINAL);
  }

  static Plan of(
      String planId,
      SourceObject source,
      Latents latents,
      @Nullable Latents taste,
      BundleRef bundle,
      OutputFormat format) {
    RetouchRequest request =
        new RetouchRequest(Mode.AUTO, null, Sliders.none(), new OutputOptions(format, null, false));
    return new Plan(
        planId,
        "shop",
        "photo-of-" + planId,
        source,
        request,
        bundle,
        "landscape",
        new Reasoning("a field", NOTHING, NOTHING, NOTHING),
        "brighter",
        Sliders.none(),
        latents,
        List.of(SliderGroup.values()),
        taste == null ? null : new TasteOffset(1, Sliders.none(), taste));
  }

  static Plan withLatents(Latents latents, @Nullable Latents taste) {
    return of(
        "plan",
        new SourceObject("b", "k", "e", 1),
        latents,
        taste,
        BUNDLE.ref(),
        OutputFormat.ORIGINAL);
  }

  /** The latents of five sliders, each moved by up to 40. */
  static Latents latents(long seed) {
    Random random = new Random(seed);
    EnumMap<Slider, Double> moved = new EnumMap<>(Slider.class);
    for (int i = 0; i < 5; i++) {
      moved.put(Slider.values()[random.nextInt(Slider.COUNT)], random.nextDouble(-40, 40));
    }
    moved.put(Slider.EXPOSURE, random.nextDouble(10, 40));
    try (PlannerModel planner = PlannerModel.open(BUNDLE, SessionSettings.SINGLE_THREAD)) {
      return planner.params(Sliders.of(moved));
    }
  }

  static Latents masked() {
    return Latents.of(BUNDLE.latentSize(), new float[3 * BUNDLE.latentSize()]);
  }

  static PhotoUploaded uploaded(Plan plan) {
    return new PhotoUploaded(
        plan.tenant(),
        plan.photoId(),
        "ann",
        plan.source(),
        plan.request(),
        null,
        Instant.parse("2026-01-02T03:04:05Z"));
  }
}
