package io.tonework.planner.wishes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.Latents;
import io.tonework.contracts.Sliders;
import io.tonework.models.language.Draft;
import io.tonework.planner.claims.Claim;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisreadingCheckTest {
  private static final String SEEN = " The picture shows things.";

  private final WishPhrases phrases = TestLanguage.wishes();

  @ParameterizedTest
  @CsvSource({
    "darker please, brighter, ' darker'",
    "brighten the photo, darker, ' brighter'",
    "a bit warmer, cooler, ' warmer; a little'",
    "a lot cooler, warmer, ' cooler; a lot'"
  })
  void shouldTellWhatThePlainWordsSayWhenTheDraftTellsOtherwise(
      String request, String told, String meant) {
    // Given
    Draft draft = draft(" Asked for:", " " + told, ".");
    // When
    MisreadingCheck.Correction correction = correct(request, draft).orElseThrow();
    // Then
    List<Integer> expected = new ArrayList<>(TestLanguage.ids(SEEN, " Asked for:"));
    expected.addAll(TestLanguage.ids(meant.split(";", -1)));
    expected.add(TestLanguage.id("."));
    assertThat(correction.beginning()).isEqualTo(expected);
    assertThat(correction.asked()).hasSize(1);
  }

  @Test
  void shouldTellEveryWishOfTheWords() {
    // Given
    Draft draft = draft(" Asked for:", " brighter", ".");
    // When
    MisreadingCheck.Correction correction = correct("brighter, warmer", draft).orElseThrow();
    // Then
    assertThat(correction.beginning())
        .isEqualTo(TestLanguage.ids(SEEN, " Asked for:", " brighter", ",", " warmer", "."));
    assertThat(correction.asked())
        .extracting(ToldWish::claim)
        .containsExactly(Claim.parse("lightness:up"), Claim.parse("warmth:up"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"darker, warmer", "warmer and darker"})
  void shouldLeaveADraftAloneThatHasUnderstoodInWhateverOrder(String request) {
    // Given
    Draft draft = draft(" Asked for:", " darker", ",", " warmer", ".");
    // When
    // Then
    assertThat(correct(request, draft)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Golden Hour", "golden hour look please", "a Golden Hour style", "dusk"})
  void shouldTellALookThatIsCalledByItsName(String request) {
    // Given
    Draft draft = draft(" Asked for:", " warmer", ".");
    // When
    MisreadingCheck.Correction correction = correct(request, draft).orElseThrow();
    // Then
    assertThat(correction.beginning())
        .hasSize(4)
        .containsAnyElementsOf(TestLanguage.ids(" Golden Hour", " Dusk"))
        .doesNotContain(TestLanguage.id(" warmer"));
    assertThat(correction.asked()).as("a look claims nothing of the pixels").isEmpty();
  }

  @Test
  void shouldFindTheLooksByTheGrammarWhenTheManifestNamesNone() {
    // Given
    WishPhrases old = TestLanguage.wishesWithoutMarks();
    // When
    MisreadingCheck check = Objects.requireNonNull(MisreadingCheck.of(old, "golden hour"));
    // Then
    assertThat(Objects.requireNonNull(check.look()).phrases())
        .isEqualTo(TestLanguage.ids(" Golden Hour"));
    assertThat(Objects.requireNonNull(MisreadingCheck.of(old, "brighter")).look()).isNull();
  }

  @Test
  void shouldForbidARefusalThatNothingInTheWordsCallsFor() {
    // Given
    Draft draft = draft(" Asked for:", " darker", ".", " Cannot be done here:", " cropping", ".");
    // When
    MisreadingCheck.Correction correction = correct("darker", draft).orElseThrow();
    // Then
    assertThat(correction.limits().closed()).isEqualTo(TestLanguage.edges(" Cannot be done here:"));
    assertThat(correction.beginning())
        .isEqualTo(TestLanguage.ids(SEEN, " Asked for:", " darker", "."));
  }

  @Test
  void shouldTellNoWishWhenNothingOfTheRequestCanBeDone() {
    // Given
    Draft draft = draft(" Asked for:", " darker", ".");
    // When
    MisreadingCheck.Correction correction = correct("crop it", draft).orElseThrow();
    // Then
    assertThat(correction.beginning()).isEqualTo(TestLanguage.ids(SEEN));
    assertThat(correction.limits().closed()).isEqualTo(TestLanguage.edges(" Asked for:"));
    assertThat(correction.asked()).isEmpty();
  }

  @Test
  void shouldKeepWhatOnlyTheDecoderCanHaveUnderstood() {
    // Given: no word says what such a mood means
    Draft draft = draft(" Asked for:", " Golden Hour", ".");
    // When
    // Then
    assertThat(correct("something like a summer evening", draft)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mach das Bild heller", "plus lumineux", "もっと明るく"})
  void shouldSayThatItIsNotUnderstoodWhenTheLanguageIsAnother(String request) {
    // When
    MisreadingCheck check = Objects.requireNonNull(MisreadingCheck.of(phrases, request));
    // Then
    assertThat(check.isUnderstood()).isFalse();
  }

  @Test
  void shouldCheckNothingWhenThereIsNothingToCheckAgainst() {
    // When
    MisreadingCheck unasked = MisreadingCheck.of(phrases, null);
    MisreadingCheck untold = MisreadingCheck.of(TestLanguage.nothingTold(), "darker");
    // Then
    assertThat(unasked).isNull();
    assertThat(untold).isNull();
  }

  private Optional<MisreadingCheck.Correction> correct(String request, Draft draft) {
    return Objects.requireNonNull(MisreadingCheck.of(phrases, request))
        .correct(draft, TestLanguage.free());
  }

  private static Draft draft(String... told) {
    String[] all = Arrays.copyOf(told, told.length + 1);
    all[told.length] = " The light stays.";
    return TestLanguage.draft(Sliders.none(), Latents.of(1, new float[3]), all);
  }
}
