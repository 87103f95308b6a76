package io.tonework.planner.wishes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.Slider;
import io.tonework.models.bundle.BundleException;
import io.tonework.planner.claims.Claim;
import java.util.List;
import org.junit.jupiter.api.Test;

class WishTableTest {
  private final WishTable table =
      WishTable.of(TestLanguage.manifest(TestLanguage.wishesJson(), null), "test");

  @Test
  void shouldFindEveryWishWithItsStrengthWhenSeveralWereAsked() {
    // Given
    List<Integer> ids =
        ids(" Asked for:", " blues", " darker", " a lot", ",", " darker", ".", " darker");
    // When
    List<ToldWish> asked = table.movesIn(ids);
    // Then
    assertThat(asked)
        .extracting(ToldWish::claim)
        .containsExactly(Claim.parse("hue_lightness@blue:down"), Claim.parse("lightness:down"));
    assertThat(asked).extracting(ToldWish::strength).containsExactly(1.8, 1.0);
    assertThat(asked.getFirst().move().get(Slider.LUMINANCE_BLUE)).isEqualTo(-42);
  }

  @Test
  void shouldCountAWishOnceWhenItIsRepeated() {
    // Given
    List<Integer> ids =
        ids(" Asked for:", " darker", " a little", ",", " darker", " a little", ".");
    // When
    List<ToldWish> asked = table.movesIn(ids);
    // Then
    assertThat(asked).singleElement().extracting(ToldWish::strength).isEqualTo(0.5);
  }

  @Test
  void shouldFindNothingWhenNothingItKnowsWasAsked() {
    // Given
    List<List<Integer>> answers =
        List.of(List.of(), ids(" darker", "."), ids(" Asked for:", " a lot", ",", " blues", "."));
    // When
    // Then
    assertThat(answers).allSatisfy(ids -> assertThat(table.movesIn(ids)).isEmpty());
  }

  @Test
  void shouldFindNothingWhenTheManifestHasNoWishes() {
    // Given
    WishTable none = WishTable.of(TestLanguage.manifest("null", null), "test");
    // When
    List<ToldWish> asked = none.movesIn(ids(" Asked for:", " darker", "."));
    // Then
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldNameTheFieldWhenAWishCannotBeMeant() {
    // Given
    List<String> broken =
        List.of(
            TestLanguage.wishesJson().replace("Exposure2012", "Brilliance"),
            TestLanguage.wishesJson().replace("-0.22", "-2.2"),
            TestLanguage.wishesJson().replace("0.5}", "0}"),
            TestLanguage.wishesJson().replace("lightness:up", "lightness:sideways"));
    // When
    // Then
    assertThat(broken)
        .allSatisfy(json ->
            assertThatThrownBy(() -> WishTable.of(TestLanguage.manifest(json, null), "test"))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("wishes."));
  }

  private static List<Integer> ids(String... phrases) {
    return TestLanguage.ids(phrases);
  }
}
