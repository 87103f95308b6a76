package io.tonework.standalone.demo;

import io.tonework.service.OneLine;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The table at the end of the demo. */
final class ResultTable {
  private static final String ROW = "%-24s %-6s %8s %8s %8s  %s%n";

  private ResultTable() {}

  static void print(PrintWriter out, List<DemoOutcome> outcomes) {
    out.println();
    out.printf(ROW, "photo", "mode", "plan", "render", "webhook", "what was changed, and why");
    out.printf(
        ROW,
        "-".repeat(24),
        "-".repeat(6),
        "-".repeat(8),
        "-".repeat(8),
        "-".repeat(8),
        "-".repeat(40));
    outcomes.forEach(each -> row(out, each));
    out.println();
  }

  private static void row(PrintWriter out, DemoOutcome outcome) {
    DemoPhoto photo = outcome.photo();
    String name = photo.name().length() <= 24 ? photo.name() : photo.name().substring(0, 24);
    switch (outcome) {
      case DemoOutcome.Retouched it ->
          out.printf(
              ROW,
              name,
              photo.mode().jsonName(),
              seconds(it.planning()),
              seconds(it.rendering()),
              seconds(it.webhook()),
              OneLine.escape(it.summary()));
      case DemoOutcome.Failed it ->
          out.printf(
              ROW,
              name,
              photo.mode().jsonName(),
              "-",
              "-",
              "-",
              "FAILED: " + OneLine.escape(it.why()));
    }
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1_000.0);
  }
}
