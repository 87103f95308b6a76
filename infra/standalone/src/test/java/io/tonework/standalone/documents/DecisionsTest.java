package io.tonework.standalone.documents;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/adr together: the form of each decision, the index, and who refers to which. */
class DecisionsTest {
  private static final String FOLDER = "docs/adr/";
  private static final Pattern NAME = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
  private static final Pattern HEAD =
      Pattern.compile(
          """
          # (?<number>\\d{4})\\. (?<title>\\S[^\n]*)

          - Status: (?<status>proposed|accepted|superseded by \\d{4})
          - Date: (?<date>\\d{4}-\\d{2}-\\d{2})
          (- Takes in: \\d{4}[^\n]*
          )?
          ## Context
          .*\
          """,
          Pattern.DOTALL);
  private static final Set<List<String>> SECTIONS =
      Set.of(
          List.of("Context", "Decision", "Consequences"),
          List.of("Context", "Options", "Decision", "Consequences"));
  private static final int MOST_WORDS = 700;

  private static final Pattern ROW =
      Pattern.compile("^\\| \\[\\d{4}]\\([^)]*\\) \\|.*$", Pattern.MULTILINE);
  private static final Pattern REFERENCE =
      Pattern.compile("\\bADRs? (?<word>\\d+)|\\badr/(?<path>\\d{4})");

  @Test
  void shouldFollowTheFormWhenADecisionIsWritten() {
    // When
    List<String> wrong = decisions().stream().flatMap(DecisionsTest::faults).toList();

    // Then
    assertThat(wrong).as("docs/adr/README.md describes the form of a decision").isEmpty();
  }

  @Test
  void shouldHaveARowForEachDecisionWhenTheIndexIsRead() {
    // Given
    String index = Documents.read(Documents.ROOT.resolve(FOLDER + "README.md"));
    List<String> rows = ROW.matcher(index).results().map(MatchResult::group).toList();

    // When
    List<String> missing =
        decisions().stream()
            .map(DecisionsTest::row)
            .filter(it -> rows.stream().noneMatch(row -> says(row, it)))
            .toList();
    List<String> numbers = rows.stream().map(it -> it.substring(3, 7)).toList();

    // Then
    assertThat(missing)
        .as(
            "add these rows to docs/adr/README.md in the order of their numbers, or mend those of"
                + " the same number, and end each with one line on what was decided and \" |\"")
        .isEmpty();
    assertThat(numbers)
        .as("rows of docs/adr/README.md, in order; remove those that have no file")
        .isEqualTo(decisions().stream().map(DecisionsTest::number).toList());
  }

  @Test
  void shouldFindTheDecisionWhenAFileRefersToOne() {
    // Given
    Set<String> numbers =
        Set.copyOf(decisions().stream().map(DecisionsTest::number).distinct().toList());

    // When
    Map<String, String> lost = new TreeMap<>();
    for (Path file : Documents.ending(".java", ".py", ".md", ".xml", ".yaml", ".properties")) {
      String text = Documents.readText(file).orElse("");
      for (MatchResult reference :
          (Iterable<MatchResult>) REFERENCE.matcher(text).results()::iterator) {
        String number =
            reference.group("word") == null ? reference.group("path") : reference.group("word");
        if (!numbers.contains(number)) {
          lost.put(Documents.name(file), reference.group());
        }
      }
    }

    // Then
    assertThat(lost)
        .as(
            "a decision is named with four digits; the table at the end of docs/adr/README.md says"
                + " into which number an older one went")
        .isEmpty();
  }

  @Test
  void shouldNameEachNumberOnceWhenDecisionsAreCounted() {
    // When
    Map<String, Long> files =
        decisions().stream().collect(toMap(DecisionsTest::number, it -> 1L, Long::sum));

    // Then
    assertThat(files).allSatisfy((number, count) -> assertThat(count).as(number).isEqualTo(1));
  }

  private static Stream<String> faults(Path file) {
    String text = Documents.read(file);
    String name = Documents.name(file);
    List<String> faults = new ArrayList<>();
    Matcher head = HEAD.matcher(text);
    if (!head.matches() || !head.group("number").equals(number(file))) {
      faults.add(name + " does not begin with title, Status, Date and Context as in the form");
    }
    List<String> sections =
        Pattern.compile("^## (.*)$", Pattern.MULTILINE)
            .matcher(text)
            .results()
            .map(it -> it.group(1))
            .toList();
    if (!SECTIONS.contains(sections)) {
      faults.add(name + " has the sections " + sections);
    }
    int words = text.split("\\s+").length;
    if (words > MOST_WORDS) {
      faults.add(name + " has " + words + " words; at most " + MOST_WORDS);
    }
    return faults.stream();
  }

  /** The row of the index without its last cell, which is written by hand. */
  private static String row(Path file) {
    Matcher head = HEAD.matcher(Documents.read(file));
    return head.matches()
        ? Stream.of(
                "[%s](%s)".formatted(number(file), file.getFileName()),
                head.group("title"),
                head.group("status"),
                head.group("date"))
            .collect(joining(" | ", "| ", " |"))
        : "| [%s](%s) |".formatted(number(file), file.getFileName());
  }

  private static boolean says(String row, String beginning) {
    return row.startsWith(beginning) && row.substring(beginning.length()).matches(" \\S.*\\S \\|");
  }

  private static String number(Path file) {
    return file.getFileName().toString().substring(0, 4);
  }

  private static List<Path> decisions() {
    return Documents.ending(".md").stream()
        .filter(it -> Documents.name(it).startsWith(FOLDER))
        .filter(it -> NAME.matcher(it.getFileName().toString()).matches())
        .toList();
  }
}
