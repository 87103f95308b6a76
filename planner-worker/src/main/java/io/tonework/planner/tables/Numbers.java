package io.tonework.planner.tables;

import java.util.Map;
import java.util.stream.Collectors;

/** The numbers of {@code numbers.csv}, where each says what it means. */
public final class Numbers {
  private static final Map<String, Double> BY_NAME =
      Table.rows("numbers").stream()
          .collect(
              Collectors.toUnmodifiableMap(row -> row.text("number"), row -> row.number("value")));

  private Numbers() {}

  /**
   * The number of that name.
   *
   * @throws IllegalStateException when there is none
   */
  public static double of(String name) {
    Double value = BY_NAME.get(name);
    if (value == null) {
      throw new IllegalStateException("numbers.csv has no row for " + name);
    }
    return value;
  }
}
