package io.tonework.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.Latents;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.models.language.Draft;
import io.tonework.models.text.PlanText;
import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.Claim;
import io.tonework.planner.measures.Observation;
import io.tonework.planner.model.ScriptedModels;
import io.tonework.planner.wishes.ToldWish;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RethinkingTest {
  private static final ToldWish DARKER = asked("lightness:down", 1);
  private static final ToldWish BRIGHTER = asked("lightness:up", 1);

  private final Rethinking rethinking = new Rethinking(ScriptedModels::latents);

  @ParameterizedTest
  @EnumSource(Scene.class)
  void shouldDarkenVisiblyWhenThatWasAskedAndTheSlidersDoNothing(Scene scene) {
    // Given
    Observation photo = photo(scene);
    // When
    Rethinking.Rethought rethought = rethink(photo, draft(Sliders.none()), DARKER);
    // Then
    assertThat(progress(rethought.outcome(), "lightness:down"))
        .isGreaterThanOrEqualTo(Aspect.LIGHTNESS.slight());
    assertThat(rethought.draft().latents())
        .isEqualTo(ScriptedModels.latents(rethought.draft().sliders()));
  }

  @ParameterizedTest
  @EnumSource(Scene.class)
  void shouldGoFurtherWhenMoreWasAsked(Scene scene) {
    // Given
    Observation photo = photo(scene);
    List<Double> darker = new ArrayList<>();
    // When
    for (double strength : new double[] {0.5, 1, 1.8}) {
      ToldWish asked = asked("lightness:down", strength);
      darker.add(
          progress(rethink(photo, draft(Sliders.none()), asked).outcome(), "lightness:down"));
    }
    // Then
    assertThat(darker).isSorted().doesNotHaveDuplicates();
    assertThat(darker.getFirst()).isPositive();
  }

  @Test
  void shouldTurnRoundWhatWentTheWrongWay() {
    // Given
    Observation photo = photo(Scene.values()[0]);
    Draft brightened = draft(Sliders.of(Map.of(Slider.EXPOSURE, 15.0)));
    assertThat(progress(photo, brightened.latents(), "lightness:down")).isNegative();
    // When
    Rethinking.Rethought rethought = rethink(photo, brightened, DARKER);
    // Then
    assertThat(progress(rethought.outcome(), "lightness:down"))
        .isGreaterThanOrEqualTo(Aspect.LIGHTNESS.slight());
  }

  @Test
  void shouldChangeNothingWhenTheWishShowsAlready() {
    // Given
    Draft dark = draft(Sliders.of(Map.of(Slider.EXPOSURE, -60.0, Slider.CONTRAST, 7.0)));
    // When
    Rethinking.Rethought rethought = rethink(photo(Scene.values()[0]), dark, DARKER);
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
    Draft torn = draft(Sliders.none());
    // When
    Rethinking.Rethought rethought =
        rethinking.rethink(
            torn,
            List.of(BRIGHTER, DARKER),
            latents -> {
              looks.incrementAndGet();
              return photo.after(ScriptedModels.colours(latents));
            });
    // Then: neither wins, and it ends
    assertThat(looks.get()).isLessThanOrEqualTo(1 + Rethinking.MOST_ROUNDS);
    assertThat(Math.abs(progress(rethought.outcome(), "lightness:up")))
        .isLessThan(Aspect.LIGHTNESS.slight());
  }

  @Test
  void shouldStayWithinTheSlidersWhenTheWishCannotBeMet() {
    // Given
    ToldWish without = new ToldWish(List.of(), Claim.parse("lightness:up"), DARKER.move(), 40);
    // When
    Sliders sliders =
        rethink(photo(Scene.values()[0]), draft(Sliders.none()), without).draft().sliders();
    // Then
    assertThat(sliders.get(Slider.EXPOSURE)).isEqualTo(-Sliders.LIMIT);
  }

  @Test
  void shouldLeaveAColourAloneThatThePhotoDoesNotHave() {
    // Given: grey has no blues
    byte[] pixels = new byte[64 * 48 * 3];
    Arrays.fill(pixels, (byte) 120);
    Observation grey = Observation.of(new RgbImage(64, 48, pixels));
    Draft idle = draft(Sliders.none());
    // When
    Rethinking.Rethought rethought = rethink(grey, idle, asked("hue_lightness@blue:down", 1));
    // Then
    assertThat(rethought.draft()).isSameAs(idle);
  }

  private static ToldWish asked(String claim, double strength) {
    Sliders move =
        switch (claim) {
          case "lightness:down" -> Sliders.of(Map.of(Slider.EXPOSURE, -22.0));
          case "lightness:up" -> Sliders.of(Map.of(Slider.EXPOSURE, 22.0));
          default -> Sliders.of(Map.of(Slider.LUMINANCE_BLUE, -42.0));
        };
    return new ToldWish(List.of(), Claim.parse(claim), move, strength);
  }

  private Rethinking.Rethought rethink(Observation photo, Draft draft, ToldWish... asked) {
    return rethinking.rethink(
        draft, List.of(asked), latents -> photo.after(ScriptedModels.colours(latents)));
  }

  private static Draft draft(Sliders sliders) {
    return new Draft(
        List.of(), List.of(), new PlanText("", Map.of()), ScriptedModels.latents(sliders), sliders);
  }

  private static Observation photo(Scene scene) {
    return Observation.of(
        ImageCodecs.best().thumbnail(Photos.jpeg(scene, 3, CaptureFault.NONE), 256));
  }

  private static double progress(Observation photo, Latents latents, String claim) {
    return progress(photo.after(ScriptedModels.colours(latents)), claim);
  }

  private static double progress(Observation.Outcome outcome, String claim) {
    return outcome.progress(Claim.parse(claim)).orElseThrow();
  }
}
