package io.tonework.planner.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.Mode;
import io.tonework.contracts.OutputOptions;
import io.tonework.contracts.Plan;
import io.tonework.contracts.ReferencePair;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.models.ModeUnavailableException;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.LicencePolicy;
import io.tonework.models.onnx.Device;
import io.tonework.models.renderer.RendererModel;
import io.tonework.planner.claims.Claim;
import io.tonework.planner.claims.Direction;
import io.tonework.planner.model.PlannerRuntime;
import io.tonework.planner.model.PlannerSettings;
import io.tonework.planner.plan.PlanPhoto;
import io.tonework.planner.plan.ReferencePhotos;
import io.tonework.planner.plan.TasteReader;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Plans of a bundle whose decoder has random weights, so that it says false things half of the
 * time: what is left in the plan is true all the same.
 */
class WrittenPlansTest {
  private static final Path BUNDLES = Path.of("../infra/models/src/test/resources/bundles");
  private static final SimpleMeterRegistry REGISTRY = new SimpleMeterRegistry();
  private static final Bundle BUNDLE = Bundle.load(BUNDLES.resolve("tiny"));
  private static final PlannerRuntime RUNTIME =
      PlannerRuntime.open(BUNDLE, PlannerSettings.local(Device.CPU), REGISTRY);
  private static final RendererModel RENDERER = RendererModel.open(BUNDLE);
  private static final ImageCodec CODEC = ImageCodecs.best();
  private static final PlanPhoto PLAN_PHOTO =
      new PlanPhoto(RUNTIME, CODEC, TasteReader.NONE, PlannerSettings.local(Device.CPU));

  /** The statements of the bundle's grammar. */
  private static final Map<String, Claim> STATEMENTS =
      Map.of(
          "brighter", Claim.parse("lightness:up"),
          "darker", Claim.parse("lightness:down"),
          "warmer", Claim.parse("warmth:up"),
          "cooler", Claim.parse("warmth:down"),
          "richer", Claim.parse("hue_colourfulness@red:up"));

  @AfterAll
  static void close() {
    RENDERER.close();
    RUNTIME.close();
  }

  @Test
  void shouldStateNothingThatThePixelsDoNotBearOut() throws Exception {
    // Given
    Set<String> said = new HashSet<>();
    for (Scene scene : Scene.values()) {
      for (CaptureFault fault : CaptureFault.values()) {
        byte[] photo = SyntheticPhoto.jpeg(scene, 120, 90, fault.ordinal(), fault, 92);
        // When
        Plan plan = PLAN_PHOTO.plan("a.jpg", photo, style("make it " + fault)).plan();
        // Then
        said.addAll(assertTrue(plan, photo));
      }
    }
    assertThat(said).as("statements that stood").hasSizeGreaterThan(1);
    assertThat(statements("true")).isPositive();
    assertThat(statements("revised") + statements("replaced"))
        .as("the decoder is random: some of what it said must have been false")
        .isPositive();
  }

  private static Set<String> assertTrue(Plan plan, byte[] photo) {
    float[] before = CODEC.thumbnail(photo, 512).toFloats();
    float[] after = new float[before.length];
    RENDERER.renderer(plan.latents()).map(before, after, before.length / 3);
    PixelTruth truth = new PixelTruth(before, after);
    Set<String> said = new HashSet<>();
    for (String text :
        List.of(
            plan.reasoning().light().plan(),
            plan.reasoning().globalColour().plan(),
            plan.reasoning().specificColour().plan())) {
      Claim claim = STATEMENTS.get(text);
      if (claim != null) {
        said.add(text);
        double change = truth.change(claim.aspect(), claim.subject().hue());
        assertThat(claim.direction() == Direction.UP ? change : -change)
            .as("'%s', but measured %s", text, change)
            .isPositive();
      }
      assertThat(text).isNotBlank();
    }
    return said;
  }

  private static double statements(String outcome) {
    return REGISTRY.get("tonework.planner.statements").tag("outcome", outcome).counter().count();
  }

  @Test
  void shouldMakeTheSamePlanTwiceAndHearAnInstructionInAutoModeToo() throws Exception {
    // Given
    byte[] photo = SyntheticPhoto.jpeg(Scene.values()[0], 120, 90, 1, CaptureFault.NONE, 92);
    RetouchRequest instructed =
        new RetouchRequest(
            Mode.AUTO, "much brighter please", Sliders.none(), OutputOptions.DEFAULT);
    // When
    Plan auto = PLAN_PHOTO.plan("a.jpg", photo, RetouchRequest.auto()).plan();
    Plan again = PLAN_PHOTO.plan("a.jpg", photo, RetouchRequest.auto()).plan();
    Plan heard = PLAN_PHOTO.plan("a.jpg", photo, instructed).plan();
    // Then
    assertThat(again).isEqualTo(auto);
    assertThat(heard.latents()).isNotEqualTo(auto.latents());
    assertThat(auto.scene()).isIn("people", "landscape");
  }

  @Test
  void shouldCarryTheEditOfAnotherPhotoOver() throws Exception {
    // Given
    byte[] photo = SyntheticPhoto.jpeg(Scene.values()[0], 120, 90, 1, CaptureFault.NONE, 92);
    byte[] other = SyntheticPhoto.jpeg(Scene.values()[1], 120, 90, 1, CaptureFault.NONE, 92);
    RetouchRequest request = reference(other);
    // When
    Plan same = PLAN_PHOTO.plan("a", photo, request, new ReferencePhotos(other, other)).plan();
    Plan single = PLAN_PHOTO.plan("a", photo, request, new ReferencePhotos(null, photo)).plan();
    Plan moved = PLAN_PHOTO.plan("a", photo, request, new ReferencePhotos(photo, other)).plan();
    // Then: two equal pictures are no edit
    for (Plan nothing : List.of(same, single)) {
      for (float value : nothing.latents().toArray()) {
        assertThat(value).isCloseTo(0, within(1e-6f));
      }
    }
    assertThat(moved.active()).isNotEmpty();
    assertThat(moved.reasoning().light().plan()).isNotBlank();
  }

  @Test
  void shouldSaySoWhenTheBundleLacksTheMode() {
    // Given
    Bundle silent =
        Bundle.load(
            BUNDLES.resolve("veraretouch-tiny"),
            new LicencePolicy(Set.of("research-only (VeraRetouch weights)")));
    byte[] photo = SyntheticPhoto.jpeg(Scene.values()[0], 120, 90, 1, CaptureFault.NONE, 92);
    try (PlannerRuntime runtime =
        PlannerRuntime.open(silent, PlannerSettings.local(Device.CPU), new SimpleMeterRegistry())) {
      PlanPhoto planPhoto =
          new PlanPhoto(runtime, CODEC, TasteReader.NONE, PlannerSettings.local(Device.CPU));
      // When
      // Then
      assertThatThrownBy(
              () -> planPhoto.plan("a", photo, reference(photo), new ReferencePhotos(null, photo)))
          .isInstanceOf(ModeUnavailableException.class)
          .hasMessageContaining("has the modes auto, style, param");
    }
  }

  private static RetouchRequest style(String instruction) {
    return new RetouchRequest(Mode.STYLE, instruction, Sliders.none(), OutputOptions.DEFAULT);
  }

  private static RetouchRequest reference(byte[] after) {
    return RetouchRequest.reference(
        new ReferencePair(null, PlanPhoto.local("after.jpg", after)), OutputOptions.DEFAULT);
  }
}
