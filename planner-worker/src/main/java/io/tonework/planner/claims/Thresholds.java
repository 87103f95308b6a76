package io.tonework.planner.claims;

import io.tonework.planner.tables.Table;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The least change of each aspect that is called slight, clear or strong. The table is the one that
 * the training measures its texts by, so that what is written there is judged here as it was made.
 *
 * @param slight a smaller change is none
 * @param clear the smallest clear change, above {@code slight}
 * @param strong the smallest strong change, above {@code clear}
 */
record Thresholds(double slight, double clear, double strong) {
  private static final String TABLE = "aspects";
  private static final Map<String, Thresholds> BY_ASPECT = read();

  Thresholds {
    if (!(0 < slight && slight < clear && clear < strong)) {
      throw new IllegalArgumentException(
          "thresholds must be above 0 and rise, not " + slight + ", " + clear + ", " + strong);
    }
  }

  /** Those of the aspect of that name, such as {@code HUE_TURN}. */
  static Thresholds of(String aspect) {
    Thresholds found = BY_ASPECT.get(aspect.toLowerCase(Locale.ROOT));
    if (found == null) {
      throw new IllegalStateException(TABLE + ".csv has no row for " + aspect);
    }
    return found;
  }

  private static Map<String, Thresholds> read() {
    return Table.rows(TABLE).stream()
        .collect(
            Collectors.toUnmodifiableMap(
                row -> row.text("aspect"),
                row ->
                    new Thresholds(
                        row.number("slight"), row.number("clear"), row.number("strong"))));
  }

  /** How many aspects the table has. */
  static int count() {
    return BY_ASPECT.size();
  }
}
