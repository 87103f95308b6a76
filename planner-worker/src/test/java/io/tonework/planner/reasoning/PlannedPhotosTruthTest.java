package io.tonework.planner.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RetouchRequest;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.onnx.Device;
import io.tonework.models.renderer.RendererModel;
import io.tonework.planner.claims.Direction;
import io.tonework.planner.claims.MeasuredClaim;
import io.tonework.planner.model.PlannerRuntime;
import io.tonework.planner.model.PlannerSettings;
import io.tonework.planner.plan.PlanPhoto;
import io.tonework.planner.plan.PlannedPhoto;
import io.tonework.planner.plan.TasteReader;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Photographs of every scene, dark, cast or flat: what their plans say is true of their pixels. */
class PlannedPhotosTruthTest {
  private static final PlannerRuntime RUNTIME =
      PlannerRuntime.open(
          Bundle.shipped(), PlannerSettings.local(Device.CPU), new SimpleMeterRegistry());
  private static final RendererModel RENDERER = RendererModel.open(Bundle.shipped());
  private static final ImageCodec CODEC = ImageCodecs.best();
  private static final PlanPhoto PLAN_PHOTO =
      new PlanPhoto(RUNTIME, CODEC, TasteReader.NONE, PlannerSettings.local(Device.CPU));

  @AfterAll
  static void close() {
    RENDERER.close();
    RUNTIME.close();
  }

  @ParameterizedTest
  @EnumSource(CaptureFault.class)
  void shouldBeTrueInAutoMode(CaptureFault fault) throws Exception {
    Scene[] scenes = Scene.values();
    for (int i = 0; i < 3; i++) {
      // Given
      Scene scene = scenes[(3 * fault.ordinal() + i) % scenes.length];
      byte[] photo = SyntheticPhoto.jpeg(scene, 240, 180, scene.ordinal() + 1, fault, 92);
      // When
      PlannedPhoto planned = PLAN_PHOTO.plan(scene.name(), photo, RetouchRequest.auto());
      // Then
      assertTrue(planned, photo);
    }
  }

  @ParameterizedTest
  @EnumSource(Scene.class)
  void shouldBeTrueInParamMode(Scene scene) throws Exception {
    for (int seed = 0; seed < 2; seed++) {
      // Given
      byte[] photo = SyntheticPhoto.jpeg(scene, 240, 180, seed, CaptureFault.NONE, 92);
      RetouchRequest request = RetouchRequest.param(RandomSliders.of(100 * scene.ordinal() + seed));
      // When
      PlannedPhoto planned = PLAN_PHOTO.plan(scene.name(), photo, request);
      // Then
      assertTrue(planned, photo);
    }
  }

  private static void assertTrue(PlannedPhoto planned, byte[] photo) {
    Plan plan = planned.plan();
    RgbImage thumbnail = CODEC.thumbnail(photo, 512);
    float[] before = thumbnail.toFloats();
    float[] after = new float[before.length];
    RENDERER.renderer(plan.latents()).map(before, after, before.length / 3);
    PixelTruth truth = new PixelTruth(before, after);
    for (MeasuredClaim claim : planned.claims()) {
      double measured = truth.change(claim);
      assertThat(claim.direction() == Direction.UP ? measured : -measured)
          .as("%s, but measured %s; %s", claim, measured, plan.reasoning())
          .isPositive();
    }
  }
}
