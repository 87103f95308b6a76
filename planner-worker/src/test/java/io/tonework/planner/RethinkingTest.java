package io.tonework.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.Latents;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.models.bundle.AskedMove;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.language.Draft;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.planner.PlannerModel;
import io.tonework.models.renderer.RendererModel;
import io.tonework.models.text.PlanText;
import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.Claim;
import io.tonework.planner.measures.Observation;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With the sliders, latents and colours of the bundle that is shipped. */
class RethinkingTest {
  private static final PlannerModel PLANNER =
      PlannerModel.open(Bundle.shipped(), SessionSettings.cpu(1));
  private static final RendererModel RENDERER = RendererModel.open(Bundle.shipped());
  private static final AskedMove DARKER = asked("lightness:down", 1);
  private static final AskedMove BRIGHTER = asked("lightness:up", 1);

  private final Rethinking rethinking = new Rethinking(PLANNER::params);

  @AfterAll
  static void close() {
    RENDERER.close();
    PLANNER.close();
  }

  @ParameterizedTest
  @EnumSource(Scene.class)
  void shouldDarkenVisiblyWhenThatWasAskedAndTheSlidersDoNothing(Scene scene) {
    // Given
    Observation photo = photo(scene);
    // When
    Rethinking.Rethought rethought = rethink(photo, draft(Sliders.none(), DARKER));
    // Then
    assertThat(progress(rethought.outcome(), "lightness:down"))
        .isGreaterThanOrEqualTo(Aspect.LIGHTNESS.slight());
    assertThat(rethought.draft().latents()).isEqualTo(PLANNER.params(rethought.draft().sliders()));
  }

  @ParameterizedTest
  @EnumSource(Scene.class)
  void shouldGoFurtherWhenMoreWasAsked(Scene scene) {
    // Given
    Observation photo = photo(scene);
    List<Double> darker = new ArrayList<>();
    // When
    for (double strength : new double[] {0.5, 1, 1.8}) {
      AskedMove asked = asked("lightness:down", strength);
      darker.add(
          progress(rethink(photo, draft(Sliders.none(), asked)).outcome(), "lightness:down"));
    }
    // Then
    assertThat(darker).isSorted().doesNotHaveDuplicates();
    assertThat(darker.getFirst()).isPositive();
  }

  @Test
  void shouldTurnRoundWhatWentTheWrongWay() {
    // Given
    Observation photo = photo(Scene.values()[0]);
    Draft brightened = draft(Sliders.of(Map.of(Slider.EXPOSURE, 15.0)), DARKER);
    assertThat(progress(photo, brightened.latents(), "lightness:down")).isNegative();
    // When
    Rethinking.Rethought rethought = rethink(photo, brightened);
    // Then
    assertThat(progress(rethought.outcome(), "lightness:down"))
        .isGreaterThanOrEqualTo(Aspect.LIGHTNESS.slight());
  }

  @Test
  void shouldChangeNothingWhenTheWishShowsAlready() {
    // Given
    Draft dark = draft(Sliders.of(Map.of(Slider.EXPOSURE, -60.0, Slider.CONTRAST, 7.0)), DARKER);
    // When
    Rethinking.Rethought rethought = rethink(photo(Scene.values()[0]), dark);
    // Then
    assertThat(rethought.draft()).isSameAs(dark);
  }

  @Test
  void shouldChangeNothingWhenNothingWasAsked() {
    // Given
    Draft idle = draft(Sliders.none());
    // When
    Rethinking.Rethought rethought = rethink(photo(Scene.values()[0]), idle);
    // Then
    assertThat(rethought.draft()).isSameAs(idle);
  }

  @Test
  void shouldEndWhenTheWishesContradictEachOther() {
    // Given
    AtomicInteger looks = new AtomicInteger();
    Observation photo = photo(Scene.values()[0]);
    Draft torn = draft(Sliders.none(), BRIGHTER, DARKER);
    // When
    Rethinking.Rethought rethought =
        rethinking.rethink(
            torn,
            latents -> {
              looks.incrementAndGet();
              return photo.after(RENDERER.renderer(latents));
            });
    // Then: neither wins, and it ends
    assertThat(looks.get()).isLessThanOrEqualTo(1 + Rethinking.MOST_ROUNDS);
    assertThat(Math.abs(progress(rethought.outcome(), "lightness:up")))
        .isLessThan(Aspect.LIGHTNESS.slight());
  }

  @Test
  void shouldStayWithinTheSlidersWhenTheWishCannotBeMet() {
    // Given
    AskedMove without = new AskedMove("lightness:up", DARKER.move(), 40);
    // When
    Sliders sliders =
        rethink(photo(Scene.values()[0]), draft(Sliders.none(), without)).draft().sliders();
    // Then
    assertThat(sliders.get(Slider.EXPOSURE)).isEqualTo(-Sliders.LIMIT);
  }

  @Test
  void shouldLeaveAColourAloneThatThePhotoDoesNotHave() {
    // Given: grey has no blues
    byte[] pixels = new byte[64 * 48 * 3];
    Arrays.fill(pixels, (byte) 120);
    Observation grey = Observation.of(new RgbImage(64, 48, pixels));
    Draft asked = draft(Sliders.none(), asked("hue_lightness@blue:down", 1));
    // When
    Rethinking.Rethought rethought = rethink(grey, asked);
    // Then
    assertThat(rethought.draft()).isSameAs(asked);
  }

  /** The bundle's own move for it. */
  private static AskedMove asked(String claim, double strength) {
    Manifest.WishesSpec wishes = Objects.requireNonNull(Bundle.shipped().manifest().wishes());
    Manifest.MoveSpec spec =
        wishes.moves().stream()
            .filter(move -> move.claim().equals(claim))
            .findFirst()
            .orElseThrow();
    float[] sliders = new float[Slider.COUNT];
    spec.sliders()
        .forEach((name, value) ->
            sliders[Slider.byCrsName(name).orElseThrow().ordinal()] = value.floatValue());
    return new AskedMove(claim, Sliders.fromNormalised(sliders), strength);
  }

  private Rethinking.Rethought rethink(Observation photo, Draft draft) {
    return rethinking.rethink(draft, latents -> photo.after(RENDERER.renderer(latents)));
  }

  private static Draft draft(Sliders sliders, AskedMove... asked) {
    return new Draft(
        List.of(),
        List.of(),
        new PlanText("", Map.of()),
        Arrays.asList(asked),
        PLANNER.params(sliders),
        sliders);
  }

  private static Observation photo(Scene scene) {
    return Observation.of(
        ImageCodecs.best().thumbnail(Photos.jpeg(scene, 3, CaptureFault.NONE), 256));
  }

  private static double progress(Observation photo, Latents latents, String claim) {
    return progress(photo.after(RENDERER.renderer(latents)), claim);
  }

  private static double progress(Observation.Outcome outcome, String claim) {
    return outcome.progress(Claim.parse(claim)).orElseThrow();
  }
}
