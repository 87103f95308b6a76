package io.tonework.standalone.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the sizes in docs/budget.md against the files of the shipped bundle. */
class BudgetTest {
  private static final Path BUNDLE =
      Documents.ROOT.resolve("infra/models/src/main/resources/bundles/compact");
  private static final Path PAGE = Documents.ROOT.resolve("docs/budget.md");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| (?<part>[^|]+) \\| (?<budget>\\d+) \\| (?<today>\\d+\\.\\d) \\|(?<files>[^|]*)\\|$",
          Pattern.MULTILINE);
  private static final Pattern FILE = Pattern.compile("`([^`]+)`");

  private record Part(String name, int budget, String today, List<String> files) {
    long bytes() {
      return files.stream().mapToLong(it -> size(BUNDLE.resolve(it))).sum();
    }
  }

  @Test
  void shouldHoldItsBudgetWhenThePartsOfTheBundleAreWeighed() {
    assertThat(parts())
        .isNotEmpty()
        .allSatisfy(part ->
            assertThat(part.bytes())
                .as("bytes of %s, see docs/budget.md", part.name())
                .isLessThanOrEqualTo(part.budget() * 1_000_000L));
  }

  @Test
  void shouldSayWhatIsTrueTodayWhenThePageIsRead() {
    assertThat(parts())
        .allSatisfy(part ->
            assertThat(part.today())
                .as("MB of today in docs/budget.md, %s", part.name())
                .isEqualTo(String.format(Locale.ROOT, "%.1f", part.bytes() / 1e6)));
  }

  @Test
  void shouldCountEachFileOnceWhenThePageIsRead() throws IOException {
    try (Stream<Path> files = Files.list(BUNDLE)) {
      assertThat(parts().stream().flatMap(it -> it.files().stream()))
          .as("files in the tables of docs/budget.md")
          .containsExactlyInAnyOrderElementsOf(
              files.map(it -> it.getFileName().toString()).toList());
    }
  }

  private static List<Part> parts() {
    return ROW.matcher(Documents.read(PAGE)).results().map(BudgetTest::part).toList();
  }

  private static Part part(MatchResult row) {
    return new Part(
        row.group("part"),
        Integer.parseInt(row.group("budget")),
        row.group("today"),
        FILE.matcher(row.group("files")).results().map(it -> it.group(1)).toList());
  }

  private static long size(Path file) {
    try (Stream<Path> files = Files.walk(file)) {
      return files.filter(Files::isRegularFile).mapToLong(it -> it.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
