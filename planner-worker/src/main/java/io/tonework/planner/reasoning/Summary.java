package io.tonework.planner.reasoning;

import io.tonework.planner.claims.MeasuredClaim;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** One line for a table or a webhook. */
final class Summary {
  private static final int MOST_ISSUES = 3;
  private static final int MOST_CLAIMS = 4;

  private Summary() {}

  /** Such as {@code Dark, flat: brighter by 0.6 stops, more contrast, slightly warmer}. */
  static String of(List<Issue> issues, List<MeasuredClaim> claims, Wording wording) {
    String done =
        claims.stream()
            .sorted(Comparator.comparingDouble(MeasuredClaim::weight).reversed())
            .limit(MOST_CLAIMS)
            .sorted(Comparator.comparingInt(claims::indexOf))
            .map(wording::brief)
            .reduce((a, b) -> a + ", " + b)
            .orElse("left as it is");
    String wrong =
        issues.stream()
            .limit(MOST_ISSUES)
            .map(Issue::word)
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    String line = wrong.isEmpty() ? done : wrong + ": " + done;
    return line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
  }
}
