package io.tonework.planner.reasoning;

import io.tonework.planner.measures.Fact;
import io.tonework.planner.measures.Measure;
import io.tonework.planner.measures.Observation;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Something about a photo that a retoucher would look at.
 *
 * @param fact its name in grammars
 * @param word for the summary, such as {@code dark}
 * @param clause for the reasoning, with the figure that shows it
 */
record Issue(String fact, String word, String clause) {
  private static final Pattern FIGURE = Pattern.compile("\\{(\\w+)}");

  /** What is wrong with a part of a photo. */
  static List<Issue> of(Fact.Part part, Observation photo) {
    return Fact.holding(part, photo).stream()
        .filter(Fact::isIssue)
        .map(fact -> new Issue(fact.name(), fact.issue(), clause(fact, photo)))
        .toList();
  }

  private static String clause(Fact fact, Observation photo) {
    return FIGURE
        .matcher(fact.clause())
        .replaceAll(
            found -> figure(Measure.valueOf(found.group(1).toUpperCase(Locale.ROOT)), photo));
  }

  private static String figure(Measure measure, Observation photo) {
    double value = measure.of(photo);
    return switch (measure.unit()) {
      case LIGHTNESS -> Phrases.lightness(value);
      case SHARE -> Phrases.percent(value);
      case CHROMA -> Long.toString(Math.round(value));
    };
  }
}
