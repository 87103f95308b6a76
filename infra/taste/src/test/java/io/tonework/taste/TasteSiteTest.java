package io.tonework.taste;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.FeedbackReason;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.TasteAttribute;
import io.tonework.contracts.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TasteSiteTest {
  private static final Sliders APPLIED = Sliders.of(Map.of(Slider.EXPOSURE, 10.0));

  @Test
  void shouldSayLittleAboutEveryAttributeWhenAccepted() {
    // When
    List<TasteSite> sites = TasteSite.of(verdict(Verdict.ACCEPTED, APPLIED, Sliders.none()));

    // Then
    assertThat(sites).hasSize(TasteAttribute.values().length);
    assertThat(sites).allMatch(it -> it.weight() == TasteSite.ACCEPTED);
    assertThat(sites)
        .contains(
            new TasteSite(TasteAttribute.BRIGHTNESS, 1, 1_000),
            new TasteSite(TasteAttribute.TINT, 1, 0));
  }

  @Test
  void shouldStepFromWhatWasAppliedWhenAReasonIsGiven() {
    // When
    List<TasteSite> sites =
        TasteSite.of(
            verdict(
                Verdict.REJECTED,
                APPLIED,
                Sliders.none(),
                FeedbackReason.TOO_DARK,
                FeedbackReason.TOO_WARM));

    // Then
    assertThat(sites)
        .containsExactly(
            new TasteSite(TasteAttribute.BRIGHTNESS, 6, 2_200),
            new TasteSite(TasteAttribute.TEMPERATURE, 6, -1_200));
  }

  @Test
  void shouldTrustTheEditOverAReasonAndSkipSlidersWithoutTaste() {
    // Given
    Sliders edit = Sliders.of(Map.of(Slider.EXPOSURE, 25.5, Slider.HUE_RED, 40.0));

    // When
    List<TasteSite> sites =
        TasteSite.of(verdict(Verdict.REJECTED, APPLIED, edit, FeedbackReason.TOO_BRIGHT));

    // Then: what the edit leaves alone is accepted
    assertThat(sites).contains(new TasteSite(TasteAttribute.BRIGHTNESS, 25, 3_550));
    assertThat(sites).filteredOn(it -> it.weight() == TasteSite.ACCEPTED).hasSize(6);
  }

  @Test
  void shouldStayInRangeWhenEditsAddUp() {
    // Given
    FeedbackReceived feedback =
        verdict(
            Verdict.REJECTED,
            Sliders.of(Map.of(Slider.EXPOSURE, 40.0)),
            Sliders.of(Map.of(Slider.EXPOSURE, 100.0)));

    // Then
    assertThat(TasteSite.of(feedback))
        .contains(new TasteSite(TasteAttribute.BRIGHTNESS, 25, 10_000));
  }

  @Test
  void shouldSayNothingWhenRejectedWithoutAWord() {
    assertThat(TasteSite.of(verdict(Verdict.REJECTED, APPLIED, Sliders.none()))).isEmpty();
  }

  private static FeedbackReceived verdict(
      Verdict verdict, Sliders applied, Sliders edit, FeedbackReason... reasons) {
    return new FeedbackReceived(
        "studio",
        "ann",
        "feedback",
        "photo",
        "plan",
        "landscape",
        applied,
        verdict,
        List.of(reasons),
        edit,
        Instant.parse("2026-11-21T12:00:00Z"));
  }
}
