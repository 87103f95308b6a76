package io.tonework.planner.reasoning;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.Direction;
import io.tonework.planner.tables.Table;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A row of {@code clauses.csv}: the words for a change of an aspect, of which the grammar of
 * bundles is made too.
 *
 * @param subject what changes, such as {@code the picture is}
 * @param changed what becomes of it, such as {@code brightened}
 * @param also another way to say both, with {@code %s} for the size; empty when there is none
 * @param brief the same for a list of changes, such as {@code brighter}
 */
record ClauseWords(String subject, String changed, String also, String brief) {
  private static final Map<Aspect, ClauseWords> UP = read("up");
  private static final Map<Aspect, ClauseWords> DOWN = read("down");

  private static Map<Aspect, ClauseWords> read(String way) {
    Map<Aspect, ClauseWords> words = new EnumMap<>(Aspect.class);
    for (Table.Row row : Table.rows("clauses")) {
      words.put(
          Aspect.valueOf(row.text("aspect").toUpperCase(Locale.ROOT)),
          new ClauseWords(
              row.text("subject"),
              row.text(way),
              row.text("also_" + way),
              row.text("brief_" + way)));
    }
    return words;
  }

  /**
   * The words for a change.
   *
   * @throws NullPointerException for an aspect whose change is said in no such words
   */
  static ClauseWords of(Aspect aspect, Direction direction) {
    return Objects.requireNonNull(
        (direction == Direction.UP ? UP : DOWN).get(aspect), aspect.name());
  }

  /** Ways to say it, with {@code %s} for the size. */
  List<String> ways() {
    return List.of(subject + " %s " + changed, also);
  }
}
