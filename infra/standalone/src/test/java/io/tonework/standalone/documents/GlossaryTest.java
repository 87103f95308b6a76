package io.tonework.standalone.documents;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the types that docs/glossary.md names against the sources. */
class GlossaryTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| (?<word>[^|]+) \\| [^|]+ \\| ?(?<types>[^|]*)\\|$", Pattern.MULTILINE);
  private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*)`");

  @Test
  void shouldNameTypesThatExistWhenTheGlossaryIsRead() {
    // Given
    Set<String> types =
        Documents.ending(".java").stream()
            .filter(it -> Documents.name(it).contains("/src/main/java/"))
            .map(it -> it.getFileName().toString().replace(".java", ""))
            .collect(toSet());

    // When
    List<String> named =
        ROW.matcher(Documents.read(Documents.ROOT.resolve("docs/glossary.md")))
            .results()
            .flatMap(it -> TYPE.matcher(it.group("types")).results())
            .map(it -> it.group(1))
            .toList();

    // Then
    assertThat(named).isNotEmpty();
    assertThat(types).as("types in docs/glossary.md").containsAll(named);
  }
}
