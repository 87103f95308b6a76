package io.tonework.imaging.file.metadata;

import io.tonework.imaging.file.metadata.XmpTree.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Edits of a packet's text that are gathered first and made together. Not thread-safe. */
final class XmpEdits {
  /** More than this is not blanked but taken out: films and pictures weigh megabytes as text. */
  private static final int MAX_BLANKS = 4096;

  private final String text;
  private final List<Edit> edits = new ArrayList<>();

  private record Edit(int from, int to, String by) {}

  XmpEdits(String text) {
    this.text = text;
  }

  /** Blanks a property, so that what follows stays where it is. */
  void remove(Node node) {
    int length = node.to() - node.from();
    edits.add(new Edit(node.from(), node.to(), " ".repeat(length > MAX_BLANKS ? 1 : length)));
  }

  /** Gives a property another value; blanks around it stay. */
  void set(Node node, String value) {
    String old = text.substring(node.valueFrom(), node.valueTo());
    int from = node.valueFrom() + old.length() - old.stripLeading().length();
    int to = from + old.strip().length();
    edits.add(new Edit(from, to, value));
  }

  /** The value of a property, without blanks around it. */
  String value(Node node) {
    return text.substring(node.valueFrom(), node.valueTo()).strip();
  }

  /** The text with all edits; what lies inside of something removed is gone with it. */
  String applied() {
    List<Edit> ordered =
        edits.stream()
            .sorted(
                Comparator.comparingInt(Edit::from)
                    .thenComparing(Edit::to, Comparator.reverseOrder()))
            .toList();
    StringBuilder out = new StringBuilder(text.length() + 16);
    int at = 0;
    for (Edit edit : ordered) {
      if (edit.from < at) {
        continue;
      }
      out.append(text, at, edit.from).append(edit.by);
      at = edit.to;
    }
    return out.append(text, at, text.length()).toString();
  }
}
