package io.tonework.imaging.file.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Edits an XMP packet (ISO 16684-1) as text, so that everything that is not edited stays as it was
 * written: what is removed becomes blanks, and what is added takes the place of padding.
 */
public final class XmpPacket {
  private static final Pattern ORIENTATION =
      Pattern.compile("(tiff:Orientation\\s*(?:=\\s*[\"']|>\\s*))[2-8]");
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Set<String> WIDTHS = Set.of("exif:PixelXDimension", "tiff:ImageWidth");
  private static final Set<String> HEIGHTS = Set.of("exif:PixelYDimension", "tiff:ImageLength");
  private static final Pattern PREVIEWS =
      Pattern.compile("(?:xmp|xap):(?:Thumbnails|PageInfo)|xmpGImg:image");

  /** What speaks of other parts of the file, or holds other pictures, and what each is called. */
  private static final Map<Pattern, String> OTHER_PARTS = otherParts();

  /** Lists the other parts of the file; what they are is named by other properties. */
  private static final Pattern DIRECTORY = Pattern.compile("(?:G?Container):Directory");

  private static final Pattern HISTORY =
      Pattern.compile(
          "<xmpMM:History\\b[^>]*>\\s*<rdf:Seq\\b[^>/]*>(.*?)(\\s*</rdf:Seq>)", Pattern.DOTALL);
  private static final Pattern ABOUT = Pattern.compile("rdf:about\\s*=\\s*[\"']([^\"'<]*)[\"']");
  private static final Pattern PADDING = Pattern.compile("[ \\t\\r\\n]+(?=<\\?xpacket end)");
  private static final String END = "</rdf:RDF>";
  private static final String UNREADABLE = "XMP that cannot be read";

  private XmpPacket() {}

  private static Map<Pattern, String> otherParts() {
    Map<Pattern, String> parts = new LinkedHashMap<>();
    parts.put(Pattern.compile("(?:hdrgm|HDRGainMap):.*"), "gain map");
    parts.put(Pattern.compile("GCamera:(?:MotionPhoto|MicroVideo).*"), "motion photo");
    parts.put(Pattern.compile("GDepth:.*"), "depth map");
    parts.put(Pattern.compile("GImage:.*"), "further picture");
    parts.put(Pattern.compile("GAudio:.*"), "sound");
    return parts;
  }

  /**
   * The packet for a rendered picture: of its size, without previews and without what speaks of
   * parts of the file that are dropped; upright with its regions turned along, if it was turned.
   *
   * @param withoutPosition whether coordinates and names of places are removed
   * @param software who edited the picture, for the history; null leaves the history alone
   * @return the packet; null if it had to go, since it cannot be read and might hold a position
   */
  public static Carried forRendered(
      byte[] packet, Turn turn, boolean withoutPosition, @Nullable String software) {
    // one char a byte: every byte outside the edits stays
    String text = new String(packet, ISO_8859_1);
    Optional<XmpTree> read = XmpTree.read(text);
    if (read.isEmpty()) {
      return withoutPosition
          ? new Carried(null, List.of(UNREADABLE))
          : asText(text, turn, software);
    }
    XmpTree tree = read.get();
    XmpEdits edits = new XmpEdits(text);
    for (XmpTree.Node node : tree.nodes()) {
      edit(node, edits, turn);
    }
    if (withoutPosition) {
      XmpPositions.remove(tree, edits);
    }
    List<String> dropped = turn.keepsPlaces() ? List.of() : XmpRegions.turn(tree, edits, turn);
    String edited = edits.applied();
    return new Carried(
        (software == null ? edited : withHistory(edited, software)).getBytes(ISO_8859_1), dropped);
  }

  private static void edit(XmpTree.Node node, XmpEdits edits, Turn turn) {
    String name = node.name();
    boolean digits = node.plain() && DIGITS.matcher(edits.value(node)).matches();
    if (digits && turn.upright() && name.equals("tiff:Orientation")) {
      edits.set(node, "1");
    } else if (digits && WIDTHS.contains(name)) {
      edits.set(node, Integer.toString(turn.width()));
    } else if (digits && HEIGHTS.contains(name)) {
      edits.set(node, Integer.toString(turn.height()));
    } else if (PREVIEWS.matcher(name).matches()
        || DIRECTORY.matcher(name).matches()
        || isOfOtherPart(name)) {
      edits.remove(node);
    }
  }

  private static boolean isOfOtherPart(String name) {
    return OTHER_PARTS.keySet().stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }

  /** What can be done for a packet that is not well-formed. */
  private static Carried asText(String text, Turn turn, @Nullable String software) {
    String edited =
        turn.upright() ? ORIENTATION.matcher(text).replaceAll(found -> found.group(1) + "1") : text;
    return Carried.whole(
        (software == null ? edited : withHistory(edited, software)).getBytes(ISO_8859_1));
  }

  /** What the packet says of other parts of its file, which a rendered file has not. */
  public static List<String> dropped(byte[] packet) {
    Optional<XmpTree> tree = XmpTree.read(new String(packet, ISO_8859_1));
    List<String> names = new ArrayList<>();
    OTHER_PARTS.forEach((pattern, name) -> {
      boolean is =
          tree.stream()
              .flatMap(read -> read.nodes().stream())
              .anyMatch(node -> pattern.matcher(node.name()).matches());
      if (is) {
        names.add(name);
      }
    });
    return names;
  }

  /**
   * Adds an entry, unless the last one says the same. It has no time: the same photo and plan give
   * the same bytes.
   */
  private static String withHistory(String text, String software) {
    String entry =
        "<rdf:li xmlns:stEvt=\"http://ns.adobe.com/xap/1.0/sType/ResourceEvent#\""
            + " stEvt:action=\"edited\" stEvt:softwareAgent=\"%s\" stEvt:changed=\"/content\"/>"
                .formatted(escaped(software));
    Matcher history = HISTORY.matcher(text);
    if (history.find()) {
      return history.group(1).endsWith(entry) ? text : inserted(text, history.start(2), entry);
    }
    int end = text.lastIndexOf(END);
    if (end < 0) {
      return text;
    }
    Matcher about = ABOUT.matcher(text);
    String description =
        "<rdf:Description rdf:about=\"%s\" xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">"
                .formatted(about.find() ? about.group(1) : "")
            + "<xmpMM:History><rdf:Seq>"
            + entry
            + "</rdf:Seq></xmpMM:History></rdf:Description>";
    return inserted(text, end, description);
  }

  /** Puts text in, and takes as much padding out as there is. */
  static String inserted(String text, int at, String more) {
    String longer = text.substring(0, at) + more + text.substring(at);
    Matcher padding = PADDING.matcher(longer);
    if (!padding.find()) {
      return longer;
    }
    int kept = Math.max(1, padding.end() - padding.start() - more.length());
    return longer.substring(0, padding.start() + kept) + longer.substring(padding.end());
  }

  /** The same without padding, which only leaves room for edits in place. */
  static String unpadded(String text) {
    return PADDING.matcher(text).replaceFirst("");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
