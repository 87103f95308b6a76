package io.tonework.imaging.file.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.imaging.file.metadata.XmpTree.Node;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmpTreeTest {
  private static final String PACKET =
      "<?xpacket begin=''?><!-- <no> --><a:b xmlns:t='http://ns.adobe.com/tiff/1.0/' t:Orientation"
          + " = \"6\"><x>one</x><![CDATA[</a:b>]]><y z='>'/></a:b><?xpacket end='w'?>";

  private static List<String> names(String text) {
    return XmpTree.read(text).orElseThrow().nodes().stream().map(Node::name).toList();
  }

  private static String value(String text, String name) {
    Node node = XmpTree.read(text).orElseThrow().named(name).findFirst().orElseThrow();
    return text.substring(node.valueFrom(), node.valueTo());
  }

  @Test
  void shouldTellElementsAndAttributesByTheirUsualNames() {
    assertThat(names(PACKET)).containsExactly("a:b", "tiff:Orientation", "x", "y", "z");
    assertThat(value(PACKET, "tiff:Orientation")).isEqualTo("6");
    assertThat(value(PACKET, "x")).isEqualTo("one");
    assertThat(value(PACKET, "y")).isEmpty();
    assertThat(value(PACKET, "z")).isEqualTo(">");
  }

  @Test
  void shouldTellWhereAPropertyBeginsAndEnds() {
    XmpTree tree = XmpTree.read(PACKET).orElseThrow();
    Node outer = tree.named("a:b").findFirst().orElseThrow();
    Node x = tree.named("x").findFirst().orElseThrow();

    assertThat(PACKET.substring(x.from(), x.to())).isEqualTo("<x>one</x>");
    assertThat(PACKET.substring(outer.from(), outer.to())).startsWith("<a:b").endsWith("</a:b>");
    assertThat(tree.inside(outer, "x")).containsExactly(x);
    assertThat(tree.inside(x, "x")).isEmpty();
    assertThat(x.plain()).isTrue();
    assertThat(outer.plain()).isFalse();
    assertThat(outer.local()).isEqualTo("b");
  }

  @Test
  void shouldReadFragmentsAndText() {
    assertThat(names("<a/> <b></b>")).containsExactly("a", "b");
    assertThat(names("no packet")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a>",
        "<a></b>",
        "</a>",
        "<a b=c/>",
        "<a b='c/>",
        "<",
        "<a",
        "<!-- ",
        "<![CDATA[ ",
        "<?x ",
        "<!DOCTYPE a><a/>",
        "<\0a\0/\0>"
      })
  void shouldSayThatItCannotReadWhatIsNotWellFormed(String text) {
    assertThat(XmpTree.read(text)).isEmpty();
  }

  @Test
  void shouldEndWhateverIsSpoilt() {
    SplittableRandom random = new SplittableRandom(20261130);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder spoilt = new StringBuilder(PACKET);
      for (int k = 0; k < 1 + i % 4; k++) {
        spoilt.setCharAt(
            random.nextInt(spoilt.length()), "<>/='\" a:!-?]".charAt(random.nextInt(13)));
      }
      String text = spoilt.toString();
      XmpTree.read(text)
          .ifPresent(tree -> {
            XmpEdits edits = new XmpEdits(text);
            tree.nodes().forEach(node -> edits.set(node, "1"));
            tree.nodes().forEach(edits::remove);
            assertThat(edits.applied()).isNotNull();
          });
    }
  }

  @Test
  void shouldEditInPlaceAndOutermostFirst() {
    String text = "<a b=' 6 '><c>d</c></a><e>f</e>";
    XmpTree tree = XmpTree.read(text).orElseThrow();
    XmpEdits edits = new XmpEdits(text);
    edits.set(tree.named("b").findFirst().orElseThrow(), "10");
    edits.remove(tree.named("c").findFirst().orElseThrow());
    edits.set(tree.named("e").findFirst().orElseThrow(), "g");

    assertThat(edits.applied()).isEqualTo("<a b=' 10 '>        </a><e>g</e>");
  }

  @Test
  void shouldTakeOutLargeThingsAltogether() {
    String text = "<a><b>" + "x".repeat(5000) + "</b></a>";
    XmpEdits edits = new XmpEdits(text);
    edits.remove(XmpTree.read(text).orElseThrow().named("b").findFirst().orElseThrow());

    assertThat(edits.applied()).isEqualTo("<a> </a>");
  }
}
