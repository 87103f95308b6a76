package io.tonework.planner.measures;

import io.tonework.planner.tables.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code facts.csv}: something that holds of a photo as a whole or does not. The training
 * reads the same rows, so that its grammar asks for no fact that is not measured here.
 *
 * @param name in grammars
 * @param part of the account that it belongs to
 * @param measure what it is about; null where it holds without one
 * @param test how the measure is held against the limit
 * @param unless facts of the same part that must not hold
 * @param issue a word for what is wrong, for the summary; empty for a fact that holds where nothing
 *     is wrong
 * @param clause what is wrong, with measures in braces
 */
public record Fact(
    String name,
    Part part,
    @Nullable Measure measure,
    Test test,
    double limit,
    Set<String> unless,
    String issue,
    String clause) {
  private static final List<Fact> ALL = Table.rows("facts").stream().map(Fact::of).toList();

  /** The part of an account. */
  public enum Part {
    LIGHT,
    COLOUR
  }

  private enum Test {
    ALWAYS,
    BELOW,
    ABOVE,
    FROM
  }

  private static Fact of(Table.Row row) {
    boolean isTested = !row.text("test").isEmpty();
    return new Fact(
        row.text("fact"),
        Part.valueOf(upper(row.text("section"))),
        isTested ? Measure.valueOf(upper(row.text("measure"))) : null,
        isTested ? Test.valueOf(upper(row.text("test"))) : Test.ALWAYS,
        isTested ? row.number("limit") : 0,
        Set.of(row.text("unless").split(" ", -1)),
        row.text("issue"),
        row.text("clause"));
  }

  private static String upper(String name) {
    return name.toUpperCase(Locale.ROOT);
  }

  /** What holds of a photo in a part, in the order of the table. */
  public static List<Fact> holding(Part part, Observation photo) {
    List<Fact> found = new ArrayList<>();
    for (Fact fact : ALL) {
      if (fact.part == part
          && (fact.isIssue() || found.isEmpty())
          && fact.passes(photo)
          && found.stream().noneMatch(other -> fact.unless.contains(other.name))) {
        found.add(fact);
      }
    }
    return found;
  }

  private boolean passes(Observation photo) {
    if (measure == null) {
      return true;
    }
    double value = measure.of(photo);
    return switch (test) {
      case ALWAYS -> true;
      case BELOW -> value < limit;
      case ABOVE -> value > limit;
      case FROM -> value >= limit;
    };
  }

  /** True for what a retoucher would look at. */
  public boolean isIssue() {
    return !issue.isEmpty();
  }

  /** The names of what holds. */
  public static Set<String> names(Part part, Observation photo) {
    return holding(part, photo).stream().map(Fact::name).collect(Collectors.toSet());
  }
}
