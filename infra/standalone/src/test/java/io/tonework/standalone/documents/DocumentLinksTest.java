package io.tonework.standalone.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the links between documents against the files and headings that they name. */
class DocumentLinksTest {
  private static final Pattern FENCE =
      Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\((?<target>[^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

  private record Link(Path from, String target) {
    boolean leadsSomewhere() {
      int hash = target.indexOf('#');
      String path = hash < 0 ? target : target.substring(0, hash);
      Path file = path.isEmpty() ? from : from.resolveSibling(path).normalize();
      return Files.exists(file)
          && (hash < 0
              || anchors(Documents.read(file)).anyMatch(target.substring(hash + 1)::equals));
    }
  }

  @Test
  void shouldLeadToAFileAndHeadingWhenADocumentHasALink() {
    // When
    List<String> broken =
        Documents.ending(".md").stream()
            .flatMap(DocumentLinksTest::links)
            .filter(it -> !it.leadsSomewhere())
            .map(it -> Documents.name(it.from()) + ": " + it.target())
            .toList();

    // Then
    assertThat(broken).isEmpty();
  }

  private static Stream<Link> links(Path document) {
    return LINK.matcher(FENCE.matcher(Documents.read(document)).replaceAll(""))
        .results()
        .map(it -> new Link(document, it.group("target")))
        .filter(it -> !it.target().contains("://") && !it.target().startsWith("mailto:"));
  }

  /** Names of headings as GitHub makes them. */
  private static Stream<String> anchors(String document) {
    return HEADING
        .matcher(document)
        .results()
        .map(it -> it.group(1).toLowerCase(Locale.ROOT))
        .map(it -> it.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
  }
}
