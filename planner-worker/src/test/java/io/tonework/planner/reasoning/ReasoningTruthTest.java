package io.tonework.planner.reasoning;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.Latents;
import io.tonework.contracts.Reasoning;
import io.tonework.contracts.Slider;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.planner.PlannerModel;
import io.tonework.models.renderer.RendererModel;
import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.HueBand;
import io.tonework.planner.claims.MeasuredClaim;
import io.tonework.planner.measures.PlanStages;
import io.tonework.planner.measures.Sight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whatever the reasoning says is held against pixels that are measured in another way. */
class ReasoningTruthTest {
  private static final int PHOTOS = 120;

  /** Every way of saying of a whole section that nothing happens. */
  private static final Pattern STILL =
      Pattern.compile(
          "light is left alone|Nothing is done|(is|are) not touched\\.|light stays as"
              + "|stay as they (are|were)|colourfulness are left alone|Neither warmth nor");

  private static final Bundle BUNDLE = Bundle.shipped();
  private static final PlannerModel PLANNER =
      PlannerModel.open(BUNDLE, SessionSettings.SINGLE_THREAD);
  private static final RendererModel RENDERER = RendererModel.open(BUNDLE);

  private final Reasoner reasoner = new Reasoner();

  @AfterAll
  static void close() {
    PLANNER.close();
    RENDERER.close();
  }

  @Test
  void shouldClaimOnlyWhatThePixelsShowAndNameOnlyColoursThatAreThere() {
    // Given
    List<String> wrong = new ArrayList<>();
    Map<Aspect, Integer> claimed = new EnumMap<>(Aspect.class);
    for (int i = 0; i < PHOTOS; i++) {
      long seed = i;
      RgbImage photo = RandomPhotos.of(seed, 128, 96);
      Sliders sliders = RandomSliders.of(seed);
      PlanStages stages = stages(PLANNER.params(sliders), null, 0);
      // When
      Account account = reasoner.explain(photo, Sight.NONE, stages, "seed" + seed);
      // Then
      PixelTruth truth = truth(photo, stages.withTaste());
      for (MeasuredClaim claim : account.claims()) {
        claimed.merge(claim.aspect(), 1, Integer::sum);
        if (!isTrue(claim, truth)) {
          wrong.add(seed + " " + sliders + ": " + claim + " but measured " + truth.change(claim));
        }
      }
      coloursNamed(account)
          .filter(hue -> truth.share(hue) < 0.015)
          .map(hue -> "photo " + seed + " has " + truth.share(hue) + " of " + hue + ": " + account)
          .forEach(wrong::add);
    }
    assertThat(wrong).isEmpty();
    assertThat(claimed).as("aspects that were put to the test").containsOnlyKeys(Aspect.values());
    assertThat(claimed.values()).allMatch(count -> count >= 5);
  }

  @Test
  void shouldSayEverythingThatItClaims() {
    for (long seed = 0; seed < 40; seed++) {
      // Given
      RgbImage photo = RandomPhotos.of(seed, 90, 60);
      PlanStages stages = stages(PLANNER.params(RandomSliders.of(seed)), null, 0);
      // When
      Account account = reasoner.explain(photo, Sight.NONE, stages, "seed" + seed);
      // Then
      String text = plans(account.reasoning());
      for (MeasuredClaim claim : account.claims()) {
        assertThat(text.toLowerCase(Locale.ROOT)).contains(claim.size().word());
        HueBand hue = claim.hue();
        if (hue != null) {
          assertThat(account.reasoning().specificColour().plan().toLowerCase(Locale.ROOT))
              .contains(hue.plural());
        }
      }
    }
  }

  @Test
  void shouldSayThatNothingIsDoneWhenThePlanDoesNothing() {
    for (long seed = 0; seed < 20; seed++) {
      // Given
      RgbImage photo = RandomPhotos.of(seed, 90, 60);
      PlanStages stages = stages(PLANNER.params(Sliders.none()), null, 0);
      // When
      Account account = reasoner.explain(photo, Sight.NONE, stages, "seed" + seed);
      // Then
      assertThat(account.claims()).isEmpty();
      assertThat(account.summary().toLowerCase(Locale.ROOT)).endsWith("left as it is");
      assertThat(account.reasoning().light().plan())
          .containsAnyOf("left alone", "Nothing is done", "not touched");
    }
  }

  @Test
  void shouldCallSomethingLeftAloneOnlyWhenItIs() {
    int said = 0;
    for (long seed = 0; seed < PHOTOS; seed++) {
      // Given
      RgbImage photo = RandomPhotos.of(seed, 96, 72);
      Sliders sliders = RandomSliders.sparse(seed);
      PlanStages stages = stages(PLANNER.params(sliders), null, 0);
      // When
      Reasoning reasoning = reasoner.explain(photo, Sight.NONE, stages, "seed" + seed).reasoning();
      // Then
      PixelTruth truth = truth(photo, stages.withTaste());
      String light = reasoning.light().plan();
      if (STILL.matcher(light).find()) {
        said++;
        assertStill(truth, sliders, Aspect.LIGHTNESS, Aspect.CONTRAST);
      }
      if (light.contains("Brightness as a whole stays") || light.contains("stays dark")) {
        said++;
        assertStill(truth, sliders, Aspect.LIGHTNESS);
      }
      String colour = reasoning.globalColour().plan();
      if (STILL.matcher(colour).find()) {
        said++;
        assertStill(truth, sliders, Aspect.WARMTH, Aspect.TINT, Aspect.COLOURFULNESS);
      }
      if (colour.contains("white balance is left alone") || colour.contains("cast stays")) {
        said++;
        assertStill(truth, sliders, Aspect.WARMTH, Aspect.TINT);
      }
      if (colour.contains("Colourfulness stays")) {
        said++;
        assertStill(truth, sliders, Aspect.COLOURFULNESS);
      }
    }
    assertThat(said).isGreaterThan(30);
  }

  @Test
  void shouldNameTheTasteOnlyWithWhatItAdds() {
    // Given
    RgbImage photo = RandomPhotos.of(4, 96, 72);
    Latents plan = PLANNER.params(Sliders.of(Map.of(Slider.EXPOSURE, 20.0)));
    Latents taste = PLANNER.params(Sliders.of(Map.of(Slider.TEMPERATURE, 40.0)));
    // When
    Account with = reasoner.explain(photo, Sight.NONE, stages(plan, taste, 12), "s");
    Account without = reasoner.explain(photo, Sight.NONE, stages(plan, null, 0), "s");
    // Then
    assertThat(with.reasoning().globalColour().plan())
        .contains("learned from 12 verdicts")
        .contains("warmer");
    assertThat(plans(without.reasoning())).doesNotContain("taste");
  }

  @Test
  void shouldGiveTheSameWordsForTheSamePhotoAndVaryThemOverPhotos() {
    // Given
    RgbImage photo = RandomPhotos.of(9, 96, 72);
    PlanStages stages = stages(PLANNER.params(RandomSliders.of(9)), null, 0);
    // When
    Set<Reasoning> words = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      words.add(reasoner.explain(photo, Sight.NONE, stages, "photo" + i).reasoning());
    }
    // Then
    assertThat(reasoner.explain(photo, Sight.NONE, stages, "photo3"))
        .isEqualTo(reasoner.explain(photo, Sight.NONE, stages, "photo3"));
    assertThat(words).hasSizeGreaterThan(4);
  }

  private static void assertStill(PixelTruth truth, Sliders sliders, Aspect... aspects) {
    for (Aspect aspect : aspects) {
      // what is measured at some places may differ a little from what is measured everywhere
      assertThat(Math.abs(truth.change(aspect, null)))
          .as("%s with %s", aspect, sliders)
          .isLessThan(aspect.slight() * 1.2);
    }
  }

  private static boolean isTrue(MeasuredClaim claim, PixelTruth truth) {
    double measured = truth.change(claim);
    return switch (claim.direction()) {
      case UP -> measured > 0;
      case DOWN -> measured < 0;
      case SAME -> Math.abs(measured) < claim.aspect().slight();
    };
  }

  private static PixelTruth truth(RgbImage photo, RgbFunction map) {
    float[] before = photo.toFloats();
    float[] after = new float[before.length];
    map.map(before, after, before.length / 3);
    return new PixelTruth(before, after);
  }

  private static PlanStages stages(Latents latents, @Nullable Latents taste, long version) {
    RgbFunction all = RENDERER.renderer(latents);
    EnumSet<SliderGroup> active = EnumSet.allOf(SliderGroup.class);
    active.removeIf(latents::isMasked);
    return new PlanStages(
        RENDERER.renderer(upTo(latents, 1)),
        RENDERER.renderer(upTo(latents, 2)),
        all,
        taste == null ? all : all.andThen(RENDERER.renderer(taste)),
        active,
        version);
  }

  private static Latents upTo(Latents latents, int groups) {
    float[] values = latents.toArray();
    Arrays.fill(values, groups * latents.size(), values.length, 0f);
    return Latents.of(latents.size(), values);
  }

  private static String plans(Reasoning reasoning) {
    return reasoning.light().plan()
        + " "
        + reasoning.globalColour().plan()
        + " "
        + reasoning.specificColour().plan();
  }

  /** Colours that the words say are in the picture; "towards yellow" says that of no colour. */
  private static Stream<HueBand> coloursNamed(Account account) {
    Reasoning reasoning = account.reasoning();
    String text =
        String.join(
                " ",
                reasoning.content(),
                reasoning.specificColour().issues(),
                reasoning.specificColour().plan())
            .toLowerCase(Locale.ROOT)
            .replaceAll("towards \\w+", "");
    return Arrays.stream(HueBand.values())
        .filter(hue -> text.matches(".*\\b(" + hue.word() + "|" + hue.plural() + ")\\b.*"));
  }
}
