package io.tonework.standalone.documents;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the types that docs/glossary.md and docs/walks.md name against the sources. */
class GlossaryTest {
  private static final Pattern ROW = Pattern.compile("^\\|.*\\|$", Pattern.MULTILINE);
  private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)`");

  @Test
  void shouldNameTypesThatExistWhenThePagesAreRead() {
    // Given
    Set<String> types =
        Documents.ending(".java").stream()
            .map(it -> it.getFileName().toString().replace(".java", ""))
            .collect(toSet());

    // When
    List<String> unknown =
        Stream.of("docs/glossary.md", "docs/walks.md")
            .map(it -> Documents.read(Documents.ROOT.resolve(it)))
            .flatMap(it -> ROW.matcher(it).results())
            .flatMap(it -> TYPE.matcher(it.group()).results())
            .map(it -> it.group(1))
            .filter(it -> !types.contains(it))
            .toList();

    // Then
    assertThat(types).isNotEmpty();
    assertThat(unknown)
        .as("types in docs/glossary.md and docs/walks.md that are moved away, renamed or deleted")
        .isEmpty();
  }
}
