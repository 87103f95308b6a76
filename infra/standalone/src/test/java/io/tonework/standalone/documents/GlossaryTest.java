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
            .filter(it -> Documents.name(it).contains("/src/main/java/"))
            .map(it -> it.getFileName().toString().replace(".java", ""))
            .collect(toSet());

    // When
    List<String> named =
        Stream.of("docs/glossary.md", "docs/walks.md")
            .map(it -> Documents.read(Documents.ROOT.resolve(it)))
            .flatMap(it -> ROW.matcher(it).results())
            .flatMap(it -> TYPE.matcher(it.group()).results())
            .map(it -> it.group(1))
            .toList();

    // Then
    assertThat(named).isNotEmpty();
    assertThat(types).as("types in docs/glossary.md and docs/walks.md").containsAll(named);
  }
}
