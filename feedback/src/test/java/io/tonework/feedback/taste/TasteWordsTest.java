package io.tonework.feedback.taste;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.FeedbackReason;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TasteWordsTest {
  @Test
  void shouldSayWhatIsVisibleWhenOffsetIsKnown() {
    // Given
    Sliders offset =
        Sliders.of(
            Map.of(
                Slider.EXPOSURE, 5.2,
                Slider.TEMPERATURE, -31.0,
                Slider.SATURATION, 12.0,
                Slider.TINT, 0.4));
    // Then
    assertThat(TasteWords.of(offset))
        .isEqualTo("slightly brighter (+5), much cooler (-31), more colourful (+12)");
  }

  @Test
  void shouldSayAsPlannedWhenNothingIsVisible() {
    assertThat(TasteWords.of(Sliders.none())).isEqualTo("as planned");
  }

  @Test
  void shouldCallEveryReasonByAnotherNameWhenListed() {
    // When
    Set<String> names = new HashSet<>();
    for (FeedbackReason reason : FeedbackReason.values()) {
      names.add(TasteWords.direction(reason.attribute(), reason.direction()));
    }
    // Then
    assertThat(names).hasSize(FeedbackReason.values().length);
  }
}
