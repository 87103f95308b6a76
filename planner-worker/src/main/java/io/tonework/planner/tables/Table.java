package io.tonework.planner.tables;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A table of the folder {@code tables} of the training, which lies on the class path:
 * comma-separated values with the names of the columns in the first line.
 */
public final class Table {
  private static final Pattern CELL = Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))");

  private Table() {}

  /**
   * One row of a table. Immutable.
   *
   * @param table its name, for messages
   * @param columns names of the cells
   */
  public record Row(String table, List<String> columns, List<String> cells) {
    /**
     * Copies.
     *
     * @throws IllegalStateException when there is not one cell for each column
     */
    public Row {
      columns = List.copyOf(columns);
      cells = List.copyOf(cells);
      if (cells.size() != columns.size()) {
        throw new IllegalStateException(
            table + ".csv: " + columns.size() + " cells are needed, not " + cells);
      }
    }

    /**
     * The text of a cell; empty where it holds none.
     *
     * @throws IllegalStateException when there is no such column
     */
    public String text(String column) {
      int at = columns.indexOf(column);
      if (at < 0) {
        throw new IllegalStateException(table + ".csv has no column '" + column + "'");
      }
      return cells.get(at);
    }

    /**
     * The number in a cell.
     *
     * @throws IllegalStateException when there is no such column, or no number in it
     */
    public double number(String column) {
      try {
        return Double.parseDouble(text(column));
      } catch (NumberFormatException e) {
        throw new IllegalStateException(
            table + ".csv: " + column + " must be a number in " + cells, e);
      }
    }
  }

  /**
   * The rows of a table in their order.
   *
   * @throws IllegalStateException when a row does not fit its header
   */
  public static List<Row> rows(String name) {
    try (InputStream in =
        Objects.requireNonNull(Table.class.getResourceAsStream(name + ".csv"), name)) {
      List<List<String>> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isEmpty())
              .map(Table::cells)
              .toList();
      return lines.stream().skip(1).map(cells -> new Row(name, lines.getFirst(), cells)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(name + ".csv cannot be read", e);
    }
  }

  static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (MatchResult cell : CELL.matcher(line).results().toList()) {
      String quoted = cell.group(1);
      cells.add(quoted == null ? cell.group(2) : quoted.replace("\"\"", "\""));
    }
    return cells;
  }
}
