package io.tonework.planner.reasoning;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/** Chooses among ways of saying the same: the same photo always gets the same one. */
final class Phrases {
  private final String seed;

  Phrases(String seed) {
    this.seed = seed;
  }

  /**
   * One of the ways.
   *
   * @param topic what is said, so that two sentences of a photo vary independently
   */
  String pick(String topic, List<String> ways) {
    CRC32 hash = new CRC32();
    hash.update((seed + "/" + topic).getBytes(StandardCharsets.UTF_8));
    return ways.get((int) (hash.getValue() % ways.size()));
  }

  /** {@code a, b and c}. */
  static String list(List<String> parts) {
    return parts.size() < 2
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
  }

  /** Capital letter and full stop. */
  static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
  }

  /** Each with capital letter and full stop. */
  static String sentences(List<String> clauses) {
    return String.join(" ", clauses.stream().map(Phrases::sentence).toList());
  }

  /** A share 0..1 as {@code 12%}; below one per cent with a digit more. */
  static String percent(double share) {
    double percent = share * 100;
    return percent < 1 ? String.format(Locale.ROOT, "%.1f%%", percent) : Math.round(percent) + "%";
  }

  /** A lightness 0..100 as {@code 22%}, at least 1%. */
  static String lightness(double value) {
    return Math.max(1, Math.round(value)) + "%";
  }

  /** The magnitude of a number of stops as {@code 0.6 stops}. */
  static String stops(double stops) {
    double magnitude = Math.round(Math.abs(stops) * 10) / 10.0;
    return String.format(Locale.ROOT, "%.1f", magnitude) + (magnitude == 1 ? " stop" : " stops");
  }
}
