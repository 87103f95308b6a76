package io.tonework.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredComponentsTest {
  /** Two items, one of which may be left out. */
  public record Pair(String first, @Nullable String second) {}

  /** Pairs in everything that can hold them. */
  public record Shelf(
      Pair single, List<Pair> row, Map<String, Pair> named, List<List<Pair>> rows) {}

  private static final String WHOLE =
      """
      {"single": {"first": "a"}, "row": [{"first": "b"}], "named": {"x": {"first": "c"}},
       "rows": [[], [{"first": "d", "second": null}]]}\
      """;

  @Test
  void shouldReadWhatIsThere() {
    assertThat(read(WHOLE).rows().get(1)).containsExactly(new Pair("d", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"first\": \"a\"} | {} | Shelf.single.first",
        "[{\"first\": \"b\"}] | [{\"first\": \"b\"}, {}] | Shelf.row[1].first",
        "[{\"first\": \"b\"}] | [null] | Shelf.row[0]",
        "{\"first\": \"c\"} | {\"second\": \"c\"} | Shelf.named.x.first",
        "{\"first\": \"c\"} | null | Shelf.named.x",
        "{\"first\": \"d\" | {\"second\": \"d\" | Shelf.rows[1][0].first",
        "[[] | [null | Shelf.rows[0]"
      })
  void shouldNameThePathOfWhatIsMissing(String part, String instead, String path) {
    // Given
    String json = WHOLE.replace(part, instead);
    // When
    // Then
    assertThat(json).isNotEqualTo(WHOLE);
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(UnreadableJsonException.class)
        .hasMessage(path + " is missing");
  }

  private static Shelf read(String json) {
    return ContractsJson.read(json.getBytes(StandardCharsets.UTF_8), Shelf.class);
  }
}
