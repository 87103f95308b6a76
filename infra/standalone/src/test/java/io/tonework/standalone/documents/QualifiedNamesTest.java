package io.tonework.standalone.documents;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the types that code and comments name in full against the sources. */
class QualifiedNamesTest {
  private static final Pattern NAME =
      Pattern.compile("\\bio\\.tonework(?:\\.[a-z]\\w*)+\\.[A-Z]\\w*");
  private static final Pattern SOURCE = Pattern.compile(".*/src/(?:main|test)/java/(.*)\\.java");

  @Test
  void shouldNameATypeThatExistsWhenOneIsNamedInFull() {
    // Given
    List<Path> sources = Documents.ending(".java");
    Set<String> types =
        sources.stream()
            .map(it -> SOURCE.matcher(Documents.name(it)))
            .filter(it -> it.matches())
            .map(it -> it.group(1).replace('/', '.'))
            .collect(toSet());

    // When
    List<String> lost =
        sources.stream()
            .flatMap(file ->
                NAME.matcher(Documents.read(file))
                    .results()
                    .map(it -> it.group())
                    .filter(it -> !types.contains(it))
                    .map(it -> Documents.name(file) + ": " + it))
            .toList();

    // Then
    assertThat(lost).as("types that were moved, renamed or deleted").isEmpty();
  }
}
