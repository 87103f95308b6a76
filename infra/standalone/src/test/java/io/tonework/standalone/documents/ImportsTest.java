package io.tonework.standalone.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds the imports of the main sources to have no circle of packages. Unlike bytecode they also
 * have what only Javadoc needs, which readers follow too.
 */
class ImportsTest {
  private static final Pattern PACKAGE =
      Pattern.compile("^package (io\\.tonework[\\w.]*);", Pattern.MULTILINE);
  private static final Pattern IMPORT =
      Pattern.compile(
          "^import (?:static )?(io\\.tonework[a-z0-9_.]*)\\.([A-Z]\\w*)", Pattern.MULTILINE);

  /** One import of a type of another package of ours. */
  private record Edge(String from, String to, String words) {}

  @Test
  void shouldHaveNoCircleWhenImportsAreFollowed() {
    // Given
    List<Edge> edges = new ArrayList<>();
    for (Path file : Documents.ending(".java")) {
      if (Documents.name(file).contains("/src/main/")) {
        edges.addAll(edges(file));
      }
    }

    // When
    List<Edge> left = withoutEnds(edges);

    // Then
    assertThat(edges).as("imports of other packages of ours").hasSizeGreaterThan(1000);
    assertThat(left).extracting(Edge::words).isEmpty();
  }

  @Test
  void shouldNameTheImportsWhenThereIsACircle() {
    // Given
    Edge down = new Edge("a", "b", "a needs b");
    Edge round = new Edge("b", "a.child", "b needs a.child");
    Edge back = new Edge("a.child", "a", "a.child needs a");
    Edge into = new Edge("c", "a", "c needs a");
    Edge out = new Edge("b", "d", "b needs d");

    // When / Then
    assertThat(withoutEnds(List.of(down, into, round, out, back)))
        .containsExactly(down, round, back);
    assertThat(withoutEnds(List.of(down, into, round, out))).isEmpty();
  }

  private static List<Edge> edges(Path file) {
    String text = Documents.read(file);
    Matcher home = PACKAGE.matcher(text);
    List<Edge> found = new ArrayList<>();
    if (home.find()) {
      String from = home.group(1);
      IMPORT
          .matcher(text)
          .results()
          .filter(each -> !each.group(1).equals(from))
          .map(each ->
              new Edge(
                  from,
                  each.group(1),
                  "%s imports %s of %s"
                      .formatted(Documents.name(file), each.group(2), each.group(1))))
          .forEach(found::add);
    }
    return found;
  }

  /**
   * What is left when packages that nothing needs, or that need nothing, are taken away again and
   * again.
   */
  private static List<Edge> withoutEnds(List<Edge> edges) {
    List<Edge> left = edges;
    int before;
    do {
      before = left.size();
      Set<String> needing = left.stream().map(Edge::from).collect(Collectors.toSet());
      Set<String> both = new HashSet<>(needing);
      both.retainAll(left.stream().map(Edge::to).collect(Collectors.toSet()));
      left =
          left.stream()
              .filter(each -> both.contains(each.from()) && both.contains(each.to()))
              .toList();
    } while (left.size() < before);
    return left;
  }
}
