package io.tonework.imaging.file.metadata;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the properties of an XMP packet stand in its text, so that they can be edited in place
 * whatever prefixes the packet gives their namespaces, and whether they are written as attributes
 * or as elements. Fragments are read as packets are.
 *
 * @param nodes every element and attribute, each before those inside it
 */
record XmpTree(List<Node> nodes) {
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"),
          Map.entry("http://ns.adobe.com/tiff/1.0/", "tiff"),
          Map.entry("http://ns.adobe.com/exif/1.0/", "exif"),
          Map.entry("http://ns.adobe.com/xap/1.0/", "xmp"),
          Map.entry("http://ns.adobe.com/xap/1.0/t/pg/", "xmpTPg"),
          Map.entry("http://ns.adobe.com/xap/1.0/g/img/", "xmpGImg"),
          Map.entry("http://ns.adobe.com/photoshop/1.0/", "photoshop"),
          Map.entry("http://ns.adobe.com/camera-raw-settings/1.0/", "crs"),
          Map.entry("http://ns.adobe.com/hdr-gain-map/1.0/", "hdrgm"),
          Map.entry("http://ns.apple.com/HDRGainMap/1.0/", "HDRGainMap"),
          Map.entry("http://ns.google.com/photos/1.0/camera/", "GCamera"),
          Map.entry("http://ns.google.com/photos/1.0/container/", "Container"),
          Map.entry("http://ns.google.com/photos/1.0/image/", "GImage"),
          Map.entry("http://ns.google.com/photos/1.0/audio/", "GAudio"),
          Map.entry("http://ns.google.com/photos/1.0/depthmap/", "GDepth"),
          Map.entry("http://ns.google.com/photos/1.0/panorama/", "GPano"),
          Map.entry("http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/", "Iptc4xmpCore"),
          Map.entry("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "Iptc4xmpExt"),
          Map.entry("http://www.metadataworkinggroup.com/schemas/regions/", "mwg-rs"),
          Map.entry("http://ns.adobe.com/xmp/sType/Area#", "stArea"),
          Map.entry("http://ns.adobe.com/xap/1.0/sType/Dimensions#", "stDim"),
          Map.entry("http://ns.microsoft.com/photo/1.2/", "MP"),
          Map.entry("http://ns.microsoft.com/photo/1.2/t/RegionInfo#", "MPRI"),
          Map.entry("http://ns.microsoft.com/photo/1.2/t/Region#", "MPReg"),
          Map.entry("http://ns.acdsee.com/regions/", "acdsee-rs"),
          Map.entry("http://www.w3.org/2003/01/geo/wgs84_pos#", "geo"));

  private static final Pattern ATTRIBUTE =
      Pattern.compile("([^\\s=/>\"'<]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
  private static final Pattern NAME = Pattern.compile("[^\\s=/>\"'<]+");
  private static final int MAX_NODES = 200_000;

  /** Copies the list. */
  XmpTree {
    nodes = List.copyOf(nodes);
  }

  /**
   * An element or an attribute.
   *
   * @param index its place in the list of all
   * @param name with the usual prefix of its namespace, such as {@code tiff:Orientation}
   * @param from where it begins
   * @param to the first character after it
   * @param valueFrom where its value begins: between its tags, or inside its quotation marks
   * @param valueTo the first character after its value
   * @param plain whether its value is text alone
   */
  record Node(int index, String name, int from, int to, int valueFrom, int valueTo, boolean plain) {
    /** The name without its prefix. */
    String local() {
      return name.substring(name.indexOf(':') + 1);
    }
  }

  /** An element that is not closed yet. */
  private static final class Open {
    private final String name;
    private final int index;
    private boolean plain = true;

    Open(String name, int index) {
      this.name = name;
      this.index = index;
    }
  }

  /**
   * Reads a packet, one byte a character.
   *
   * @return empty if it is no text in which elements end where they must, or declares entities
   */
  static Optional<XmpTree> read(String text) {
    if (text.indexOf('\0') >= 0 || text.contains("<!DOCTYPE")) {
      return Optional.empty();
    }
    return new Reader(text).read().map(XmpTree::new);
  }

  /** The nodes of a name. */
  Stream<Node> named(String name) {
    return nodes.stream().filter(node -> node.name.equals(name));
  }

  /** The nodes of a name inside another. */
  List<Node> inside(Node outer, String name) {
    List<Node> found = new ArrayList<>();
    for (int i = outer.index + 1; i < nodes.size() && nodes.get(i).from < outer.to; i++) {
      if (nodes.get(i).name.equals(name)) {
        found.add(nodes.get(i));
      }
    }
    return found;
  }

  /** Reads once, from the first character to the last. */
  private static final class Reader {
    private final String text;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, String> usual = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();

    Reader(String text) {
      this.text = text;
    }

    private Optional<List<Node>> read() {
      int at = text.indexOf('<');
      while (at >= 0) {
        int end = markup(at);
        if (end < 0 || nodes.size() > MAX_NODES) {
          return Optional.empty();
        }
        at = text.indexOf('<', end);
      }
      return open.isEmpty()
          ? Optional.of(nodes.stream().map(this::renamed).toList())
          : Optional.empty();
    }

    /** Reads what begins at a place; says where it ends, or -1. */
    private int markup(int at) {
      if (text.startsWith("<!--", at)) {
        return after("-->", at + 4);
      }
      if (text.startsWith("<![CDATA[", at)) {
        return after("]]>", at);
      }
      if (text.startsWith("<?", at)) {
        return after("?>", at);
      }
      if (text.startsWith("</", at)) {
        return close(at);
      }
      return open(at);
    }

    private int after(String end, int from) {
      int found = text.indexOf(end, from);
      return found < 0 ? -1 : found + end.length();
    }

    private int close(int at) {
      int end = after(">", at);
      Open last = open.poll();
      if (end < 0 || last == null || !text.substring(at + 2, end - 1).strip().equals(last.name)) {
        return -1;
      }
      Node begun = nodes.get(last.index);
      nodes.set(
          last.index,
          new Node(last.index, begun.name, begun.from, end, begun.valueFrom, at, last.plain));
      return end;
    }

    private int open(int at) {
      Matcher name = NAME.matcher(text).region(at + 1, text.length());
      if (!name.lookingAt()) {
        return -1;
      }
      @Nullable Open outer = open.peek();
      if (outer != null) {
        outer.plain = false;
      }
      int index = nodes.size();
      nodes.add(new Node(index, name.group(), at, at, at, at, false));
      int place = blanks(name.end());
      Matcher attribute = ATTRIBUTE.matcher(text);
      while (attribute.region(place, text.length()).lookingAt()) {
        int group = attribute.start(2) >= 0 ? 2 : 3;
        attribute(attribute, group);
        place = blanks(attribute.end());
      }
      boolean empty = text.startsWith("/>", place);
      if (!empty && !text.startsWith(">", place)) {
        return -1;
      }
      int end = place + (empty ? 2 : 1);
      Node begun = nodes.get(index);
      nodes.set(index, new Node(index, begun.name, at, end, end, end, false));
      if (!empty) {
        open.push(new Open(begun.name, index));
      }
      return end;
    }

    private void attribute(Matcher found, int group) {
      String name = found.group(1);
      if (name.startsWith("xmlns:")) {
        String prefix = PREFIXES.get(found.group(group));
        if (prefix != null) {
          usual.put(name.substring("xmlns:".length()), prefix);
        }
      } else if (!name.equals("xmlns")) {
        nodes.add(
            new Node(
                nodes.size(),
                name,
                found.start(),
                found.end(),
                found.start(group),
                found.end(group),
                true));
      }
    }

    private int blanks(int from) {
      int at = from;
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      return at;
    }

    /** A prefix that is not declared is taken for the usual one. */
    private Node renamed(Node node) {
      int colon = node.name.indexOf(':');
      String prefix = colon < 0 ? "" : usual.getOrDefault(node.name.substring(0, colon), "");
      return prefix.isEmpty()
          ? node
          : new Node(
              node.index,
              prefix + node.name.substring(colon),
              node.from,
              node.to,
              node.valueFrom,
              node.valueTo,
              node.plain);
    }
  }
}
