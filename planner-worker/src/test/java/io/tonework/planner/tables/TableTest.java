package io.tonework.planner.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.Slider;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void shouldReadCellsWithCommasAndQuotes() {
    // When
    List<String> cells = Table.cells("a,\"b, \"\"c\"\"\",,\"\",d");
    // Then
    assertThat(cells).containsExactly("a", "b, \"c\"", "", "", "d");
  }

  @Test
  void shouldNameWhatARowLacks() {
    // Given
    Table.Row row = new Table.Row("some", List.of("name", "value"), List.of("a", "x"));
    // When
    // Then
    assertThatThrownBy(() -> row.number("value")).hasMessageContaining("some.csv: value");
    assertThatThrownBy(() -> row.text("other")).hasMessageContaining("no column 'other'");
    assertThatThrownBy(() -> new Table.Row("some", List.of("name", "value"), List.of("a")))
        .hasMessageContaining("2 cells");
    assertThatThrownBy(() -> Numbers.of("none")).hasMessageContaining("none");
  }

  @Test
  void shouldListTheSlidersInTheOrderOfTheContracts() {
    // When
    List<String> table =
        Table.rows("sliders").stream()
            .map(row -> row.text("slider") + " " + row.text("group"))
            .toList();
    // Then
    assertThat(table)
        .isEqualTo(
            Arrays.stream(Slider.values())
                .map(slider -> slider.crsName() + " " + slider.group().jsonName())
                .toList());
  }
}
