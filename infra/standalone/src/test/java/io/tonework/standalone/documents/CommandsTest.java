package io.tonework.standalone.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the commands and options that documents name against the command line itself. */
class CommandsTest {
  private static final String PROGRAM = "./tonework ";
  private static final Pattern FENCE =
      Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`(?<text>[^`]+)`");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(?<command>[^`]+)`[^|]*\\|(?<does>.*)\\|$", Pattern.MULTILINE);
  private static final Path TABLE = Documents.ROOT.resolve("infra/standalone/README.md");

  private final CommandCheck check = new CommandCheck();

  @Test
  void shouldKnowCommandAndOptionsWhenADocumentCallsTheProgram() {
    // When
    List<String> faults =
        Documents.ending(".md").stream()
            .flatMap(it ->
                calls(it)
                    .flatMap(call -> check.faults(call).stream())
                    .map(fault -> Documents.name(it) + ": " + fault))
            .toList();

    // Then
    assertThat(faults).isEmpty();
  }

  @Test
  void shouldKnowTheOptionsWhenTheTableOfCommandsListsThem() {
    // When
    List<String> faults =
        ROW.matcher(Documents.read(TABLE))
            .results()
            .flatMap(row ->
                CODE.matcher(row.group("does"))
                    .results()
                    .map(it -> it.group("text"))
                    .filter(it -> it.startsWith("-"))
                    .flatMap(it -> check.faults(first(row.group("command")) + " " + it).stream()))
            .toList();

    // Then
    assertThat(faults).isEmpty();
  }

  @Test
  void shouldListEachCommandWhenTheTableOfCommandsIsRead() {
    // When
    List<String> listed =
        ROW.matcher(Documents.read(TABLE)).results().map(it -> first(it.group("command"))).toList();

    // Then
    assertThat(listed)
        .as("rows of the table in infra/standalone/README.md")
        .containsAll(check.names());
  }

  /** What follows the program's name in blocks of shell and in code within sentences. */
  private Stream<String> calls(Path document) {
    Stream<String> inBlocks =
        Snippet.in("sh", "bash").stream()
            .filter(it -> it.document().equals(document))
            .flatMap(it -> it.text().lines())
            .filter(it -> it.contains(PROGRAM));
    Stream<String> inSentences =
        CODE.matcher(FENCE.matcher(Documents.read(document)).replaceAll(""))
            .results()
            .map(it -> it.group("text").replaceAll("\\s+", " "))
            .filter(it -> it.startsWith(PROGRAM) || check.isCall(it));
    return Stream.concat(inBlocks, inSentences)
        .map(it -> it.substring(it.contains(PROGRAM) ? it.indexOf(PROGRAM) + PROGRAM.length() : 0));
  }

  private static String first(String words) {
    return words.split("\\s", 2)[0];
  }
}
