package io.tonework.planner.reasoning;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * From which size a change of an aspect deserves which word. The table is the one that the training
 * measures its texts by, so that what is written there is judged here as it was made.
 *
 * @param slight a smaller change is none
 * @param clear the smallest clear change, above {@code slight}
 * @param strong the smallest strong change, above {@code clear}
 */
record Thresholds(double slight, double clear, double strong) {
  private static final String TABLE = "aspects.csv";
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
      throw new IllegalStateException(TABLE + " has no row for " + aspect);
    }
    return found;
  }

  private static Map<String, Thresholds> read() {
    try (InputStream in =
        Objects.requireNonNull(Thresholds.class.getResourceAsStream(TABLE), TABLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .collect(Collectors.toMap(cells -> cells[0], Thresholds::row));
    } catch (IOException e) {
      throw new UncheckedIOException(TABLE + " cannot be read", e);
    }
  }

  private static Thresholds row(String[] cells) {
    return new Thresholds(
        Double.parseDouble(cells[1]), Double.parseDouble(cells[2]), Double.parseDouble(cells[3]));
  }

  /** How many aspects the table has. */
  static int count() {
    return BY_ASPECT.size();
  }
}
