package io.tonework.models.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Slider;
import io.tonework.models.manifest.Manifest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads wishes in the phrases of the bundle that is shipped. */
class WishTableTest {
  private final WishTable table = WishTable.of(manifest(wishes()), "test");

  @Test
  void shouldFindEveryWishWithItsStrengthWhenSeveralWereAsked() {
    // Given
    List<Integer> ids =
        ids(" Asked for:", " blues", " darker", " a lot", ",", " darker", ".", " darker");
    // When
    List<AskedMove> asked = table.askedIn(ids);
    // Then
    assertThat(asked)
        .extracting(AskedMove::claim)
        .containsExactly("hue_lightness@blue:down", "lightness:down");
    assertThat(asked).extracting(AskedMove::strength).containsExactly(1.8, 1.0);
    assertThat(asked.getFirst().move().get(Slider.LUMINANCE_BLUE)).isEqualTo(-42);
  }

  @Test
  void shouldCountAWishOnceWhenItIsRepeated() {
    // Given
    List<Integer> ids =
        ids(" Asked for:", " darker", " a little", ",", " darker", " a little", ".");
    // When
    List<AskedMove> asked = table.askedIn(ids);
    // Then
    assertThat(asked).singleElement().extracting(AskedMove::strength).isEqualTo(0.5);
  }

  @Test
  void shouldFindNothingWhenNothingItKnowsWasAsked() {
    // Given
    List<List<Integer>> answers =
        List.of(List.of(), ids(" darker", "."), ids(" Asked for:", " a lot", ",", " blues", "."));
    // When
    // Then
    assertThat(answers).allSatisfy(ids -> assertThat(table.askedIn(ids)).isEmpty());
  }

  @Test
  void shouldFindNothingWhenTheManifestHasNoWishes() {
    // Given
    WishTable none = WishTable.of(TestBundles.load("tiny").manifest(), "tiny");
    // When
    List<AskedMove> asked = none.askedIn(ids(" Asked for:", " darker", "."));
    // Then
    assertThat(asked).isEmpty();
  }

  @Test
  void shouldNameTheFieldWhenAWishCannotBeMeant() {
    // Given
    List<String> broken =
        List.of(
            wishes().replace("Exposure2012", "Brilliance"),
            wishes().replace("-0.22", "-2.2"),
            wishes().replace("0.5}", "0}"));
    // When
    // Then
    assertThat(broken)
        .allSatisfy(json ->
            assertThatThrownBy(() -> WishTable.of(manifest(json), "test"))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("wishes."));
  }

  private static String wishes() {
    List<Integer> ids = ids(" a little", " a lot", " darker", " blues");
    return """
    {"sizes": [{"token": %1$d, "factor": 0.5}, {"token": %2$d, "factor": 1.8}],
     "moves": [
       {"tokens": [%3$d], "claim": "lightness:down", "sliders": {"Exposure2012": -0.22}},
       {"tokens": [%4$d, %3$d], "claim": "hue_lightness@blue:down",
        "sliders": {"LuminanceAdjustmentBlue": -0.42}}]}
    """
        .formatted(ids.get(0), ids.get(1), ids.get(2), ids.get(3));
  }

  private static List<Integer> ids(String... phrases) {
    Manifest.WordingSpec wording = Objects.requireNonNull(Bundle.shipped().manifest().wording());
    return Stream.of(phrases)
        .map(phrase -> wording.first() + wording.text().indexOf(phrase))
        .toList();
  }

  private static Manifest manifest(String wishes) {
    try {
      ObjectNode json =
          (ObjectNode) ContractsJson.mapper().readTree(Bundle.shipped().file("manifest.json"));
      json.set("wishes", ContractsJson.mapper().readTree(wishes));
      return ContractsJson.mapper().treeToValue(json, Manifest.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
