package io.tonework.planner.request;

import io.tonework.planner.request.lexicon.Lexicon;
import io.tonework.planner.request.lexicon.Trait;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the names of looks in requests, and what only dresses them: "give it a Sunset look please".
 */
final class LookNames {
  /** What stands between two words of a name: "Teal & Amber" is "teal amber". */
  private static final String BETWEEN = "[^\\p{L}\\p{N}%+'-]+";

  private static final String START = "(?<![\\p{L}\\p{N}%+'-])";
  private static final String END = "(?![\\p{L}\\p{N}%+'-])";

  private LookNames() {}

  /** The words of a request in lower case, apart by single blanks, without dress at its ends. */
  static String bare(String request, Lexicon lexicon) {
    return request
        .toLowerCase(Locale.ROOT)
        .replaceAll(BETWEEN, " ")
        .strip()
        .replaceAll("^(" + any(lexicon, Trait.BEFORE_LOOK) + " )+", "")
        .replaceAll("( " + any(lexicon, Trait.AFTER_LOOK) + ")+$", "");
  }

  /**
   * The request without a look's name and its dress, and with every punctuation mark: it is these
   * that tell where the clauses around the name begin and end.
   *
   * @param name in lower case
   */
  static String cut(String name, String request, Lexicon lexicon) {
    String words =
        Arrays.stream(name.split(" ", -1)).map(Pattern::quote).collect(Collectors.joining(BETWEEN));
    return Pattern.compile(
            START
                + ("(?:" + any(lexicon, Trait.BEFORE_LOOK) + "\\s+[\"“]?)*")
                + words
                + ("(?:[\"”]?\\s+" + any(lexicon, Trait.AFTER_LOOK) + ")*")
                + END,
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(request)
        .replaceAll(" ");
  }

  private static String any(Lexicon lexicon, Trait trait) {
    return lexicon.termsOf(trait).stream()
        .map(Pattern::quote)
        .collect(Collectors.joining("|", "(?:", ")"));
  }
}
