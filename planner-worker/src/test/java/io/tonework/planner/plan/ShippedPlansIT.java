package io.tonework.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.Mode;
import io.tonework.contracts.OutputOptions;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.onnx.Device;
import io.tonework.planner.claims.Claim;
import io.tonework.planner.measures.Observation;
import io.tonework.planner.model.PlannerRuntime;
import io.tonework.planner.model.PlannerSettings;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to the bundle that is shipped: what its plans say was asked for, and what they do. */
class ShippedPlansIT {
  private static final String REFUSING = "Cannot be done here:";

  private static final PlannerRuntime RUNTIME =
      PlannerRuntime.open(
          Bundle.shipped(), PlannerSettings.local(Device.CPU), new SimpleMeterRegistry());
  private static final ImageCodec CODEC = ImageCodecs.best();

  private final byte[] photo = Photos.jpeg(1);
  private final PlanPhoto planPhoto =
      new PlanPhoto(RUNTIME, CODEC, TasteReader.NONE, PlannerSettings.local(Device.CPU));

  @AfterAll
  static void close() {
    RUNTIME.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "brighten the photo and remove the hand | brighter | lightness:up",
        "please drop the brightness | darker | lightness:down",
        "brighter, but less contrast | less contrast | contrast:down",
        "increase brightness, contrast and saturation | more contrast | contrast:up",
        "a bit more contrast | more contrast a little | contrast:up",
        "it is not so bright, a lot cooler | cooler a lot | warmth:down"
      })
  void shouldTellAndDoWhatThePlainWordsSay(String request, String told, String claim)
      throws Exception {
    // When
    Plan plan = plan(request);
    // Then
    assertThat(asked(plan)).contains(told);
    assertThat(progress(plan, claim)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"darker, brighter", "warmer, cooler", "less contrast, more contrast"})
  void shouldTellNothingButWhatWasAskedWhenEveryWordIsPlain(String request, String opposite)
      throws Exception {
    // When
    Plan plan = plan(request + " please");
    // Then
    assertThat(asked(plan)).isEqualTo(" " + request).doesNotContain(opposite);
    assertThat(plan.reasoning().content()).doesNotContain(REFUSING);
  }

  @ParameterizedTest
  @CsvSource({
    "Golden Hour, Golden Hour",
    "first light look please, First Light",
    "a Teal and Amber style, Teal and Amber"
  })
  void shouldTakeALookThatIsCalledByItsName(String request, String look) throws Exception {
    // When
    Plan plan = plan(request);
    // Then
    assertThat(asked(plan)).isEqualTo(" " + look);
  }

  @ParameterizedTest
  @ValueSource(strings = {"airy wedding", "vintage 70s postcard", "like a dream"})
  void shouldTellSomeWishWhenAMoodIsAskedFor(String request) throws Exception {
    // When
    Plan plan = plan(request);
    // Then
    assertThat(asked(plan)).isNotEmpty();
    assertThat(plan.reasoning().content()).doesNotContain(REFUSING);
  }

  @ParameterizedTest
  @CsvSource({
    "warm film look, warmth:up",
    "dark moody style, lightness:down",
    "cold film, warmth:down"
  })
  void shouldShowTheAdjectivesOfALookWhateverTheLookDoes(String request, String claim)
      throws Exception {
    // When
    Plan plan = plan(request);
    // Then
    assertThat(progress(plan, claim)).isPositive();
  }

  @Test
  void shouldLeaveWhatIsToBeKeptOutOfTheWishes() throws Exception {
    // When
    Plan plan = plan("brighter but keep the highlights");
    // Then
    assertThat(asked(plan)).isEqualTo(" brighter");
  }

  @Test
  void shouldTellNoWishWhenNothingCanBeDone() throws Exception {
    // When
    Plan plan = plan("crop it");
    // Then
    assertThat(plan.reasoning().content())
        .contains(REFUSING + " cropping")
        .doesNotContain("Asked for:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mach das Bild heller", "plus lumineux", "もっと明るく"})
  void shouldRetouchAsUnaskedAndSaySoWhenTheLanguageIsAnother(String request) throws Exception {
    // Given
    Plan auto = planPhoto.plan("a.jpg", photo, RetouchRequest.auto()).plan();
    // When
    Plan plan = plan(request);
    // Then
    assertThat(plan.reasoning().content()).endsWith(ExplainPlan.NOT_UNDERSTOOD);
    assertThat(plan.latents()).isEqualTo(auto.latents());
  }

  @Test
  void shouldMakeTheSamePlanWhenAskedTwice() throws Exception {
    // Given
    List<String> requests = List.of("brighten it and crop", "less blue, more contrast");
    // When
    // Then
    for (String request : requests) {
      assertThat(plan(request).latents()).isEqualTo(plan(request).latents());
    }
  }

  private Plan plan(String request) throws InterruptedException {
    return planPhoto
        .plan(
            "a.jpg",
            photo,
            new RetouchRequest(Mode.STYLE, request, Sliders.none(), OutputOptions.DEFAULT))
        .plan();
  }

  /** What stands behind "Asked for:" and before the full stop. */
  private static String asked(Plan plan) {
    String[] parts = plan.reasoning().content().split("Asked for:", -1);
    return parts.length < 2 ? "" : parts[1].substring(0, parts[1].indexOf('.'));
  }

  private double progress(Plan plan, String claim) {
    Observation seen = Observation.of(CODEC.thumbnail(photo, 256));
    return seen.after(RUNTIME.colourMap(plan.latents())).progress(Claim.parse(claim)).orElseThrow();
  }
}
