package io.tonework.imaging.file.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
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
  private static final Pattern WIDTH =
      Pattern.compile("((?:exif:PixelXDimension|tiff:ImageWidth)\\s*(?:=\\s*[\"']|>\\s*))\\d+");
  private static final Pattern HEIGHT =
      Pattern.compile("((?:exif:PixelYDimension|tiff:ImageLength)\\s*(?:=\\s*[\"']|>\\s*))\\d+");

  /** Of any namespace: drones write their position under their maker's. */
  private static final Pattern GPS = property("[\\w.-]+:(?:GPS|Gps)\\w+");

  private static final Pattern PREVIEWS = property("xmp:Thumbnails|xap:Thumbnails");
  private static final Pattern GAIN_MAP = property("hdrgm:\\w+|HDRGainMap:\\w+");
  private static final Pattern MOTION_PHOTO = property("GCamera:(?:MotionPhoto|MicroVideo)\\w*");
  private static final Pattern CONTAINER = property("Container:Directory");

  private static final Pattern HISTORY =
      Pattern.compile(
          "<xmpMM:History\\b[^>]*>\\s*<rdf:Seq\\b[^>/]*>(.*?)(\\s*</rdf:Seq>)", Pattern.DOTALL);
  private static final Pattern ABOUT = Pattern.compile("rdf:about\\s*=\\s*[\"']([^\"'<]*)[\"']");
  private static final Pattern PADDING = Pattern.compile("[ \\t\\r\\n]+(?=<\\?xpacket end)");
  private static final String END = "</rdf:RDF>";

  private XmpPacket() {}

  /** Matches a property as an attribute, as an empty element, or as an element with its content. */
  private static Pattern property(String name) {
    String n = "(?:" + name + ")";
    return Pattern.compile(
        n
            + "\\s*=\\s*(?:\"[^\"]*\"|'[^']*')"
            + ("|<" + n + "\\b[^>]*/>")
            + ("|<(" + n + ")\\b[^>]*>.*?</\\1>"),
        Pattern.DOTALL);
  }

  /**
   * The packet for a rendered picture: upright, of its size, without previews and without what
   * speaks of parts of the file that are dropped.
   *
   * @param stripGps whether positions are removed
   * @param software who edited the picture, for the history; null leaves the history alone
   */
  public static byte[] forRendered(
      byte[] packet, int width, int height, boolean stripGps, @Nullable String software) {
    // one char a byte: every byte outside the matches stays
    String text = new String(packet, ISO_8859_1);
    text = ORIENTATION.matcher(text).replaceAll(found -> found.group(1) + "1");
    text = WIDTH.matcher(text).replaceAll(found -> found.group(1) + width);
    text = HEIGHT.matcher(text).replaceAll(found -> found.group(1) + height);
    for (Pattern gone : List.of(PREVIEWS, GAIN_MAP, MOTION_PHOTO, CONTAINER)) {
      text = blanked(text, gone);
    }
    if (stripGps) {
      text = blanked(text, GPS);
    }
    return (software == null ? text : withHistory(text, software)).getBytes(ISO_8859_1);
  }

  /** What the packet says of other parts of its file, which a rendered file has not. */
  public static List<String> dropped(byte[] packet) {
    String text = new String(packet, ISO_8859_1);
    List<String> names = new ArrayList<>();
    if (GAIN_MAP.matcher(text).find()) {
      names.add("gain map");
    }
    if (MOTION_PHOTO.matcher(text).find()) {
      names.add("motion photo");
    }
    return names;
  }

  private static String blanked(String text, Pattern pattern) {
    return pattern
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(" ".repeat(found.group().length())));
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
