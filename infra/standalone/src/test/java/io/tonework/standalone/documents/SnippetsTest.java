package io.tonework.standalone.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the Java in documents against the code. */
class SnippetsTest {
  @Test
  void shouldCompileWhenADocumentShowsJava() {
    // Given
    SnippetCompiler compiler = new SnippetCompiler();
    List<Snippet> snippets = Snippet.in("java");

    // When
    List<String> faults =
        snippets.stream()
            .filter(it -> !compiler.faults(it).isEmpty())
            .map(it -> it.place() + ": " + compiler.faults(it))
            .toList();

    // Then
    assertThat(snippets).isNotEmpty();
    assertThat(faults)
        .as(
            "mend the snippet, or declare what it stands on in a comment right above its fence:"
                + " <!-- given: byte[] file, Duration timeout -->")
        .isEmpty();
  }
}
