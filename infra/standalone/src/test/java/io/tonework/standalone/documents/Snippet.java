package io.tonework.standalone.documents;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fenced block of a document.
 *
 * @param given what the comment {@code <!-- given: ... -->} above the block declares; may be empty
 */
record Snippet(Path document, int line, String language, String given, String text) {
  private static final Pattern FENCE =
      Pattern.compile(
          "(?:<!-- given: (?<given>[^\\n]*?) -->\\n)?^```(?<language>\\w*)\\n(?<text>.*?)^```$",
          Pattern.MULTILINE | Pattern.DOTALL);

  /** All blocks of all documents in one of the languages. */
  static List<Snippet> in(String... languages) {
    return Documents.ending(".md").stream()
        .flatMap(Snippet::of)
        .filter(it -> List.of(languages).contains(it.language()))
        .toList();
  }

  /** Where it stands, for messages. */
  String place() {
    return Documents.name(document) + ":" + line;
  }

  private static Stream<Snippet> of(Path document) {
    String text = Documents.read(document);
    return FENCE.matcher(text).results().map(it -> of(document, text, it));
  }

  private static Snippet of(Path document, String text, MatchResult fence) {
    String given = fence.group("given");
    return new Snippet(
        document,
        (int) text.substring(0, fence.start("language")).lines().count(),
        fence.group("language"),
        given == null ? "" : given,
        fence.group("text"));
  }
}
