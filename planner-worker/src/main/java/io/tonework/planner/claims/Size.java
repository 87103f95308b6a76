package io.tonework.planner.claims;

import io.tonework.planner.tables.Table;
import java.util.Locale;

/**
 * How large a change is, in a word of {@code sizes.csv}; the thresholds are those of its {@link
 * Aspect}.
 */
public enum Size {
  SLIGHT,
  CLEAR,
  STRONG;

  private final String word;
  private final String brief;

  Size() {
    Table.Row row = Table.rows("sizes").get(ordinal());
    if (!row.text("size").toUpperCase(Locale.ROOT).equals(name())) {
      throw new IllegalStateException("sizes.csv: " + name() + " must stand at " + ordinal());
    }
    this.word = row.text("word");
    this.brief = row.text("brief");
  }

  /** Such as {@code slightly}. */
  public String word() {
    return word;
  }

  /** The word in a list of changes; empty where it needs none. */
  public String brief() {
    return brief;
  }
}
