package io.tonework.imaging.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Edits an XMP packet in place: what is removed becomes blanks, so that no length changes. */
final class XmpPacket {
  private static final Pattern ORIENTATION =
      Pattern.compile("(tiff:Orientation\\s*(?:=\\s*[\"']|>\\s*))[2-8]");
  private static final Pattern GPS =
      Pattern.compile(
          "exif:GPS\\w+\\s*=\\s*(?:\"[^\"]*\"|'[^']*')"
              + "|<exif:(GPS\\w+)\\b[^>]*/>"
              + "|<exif:(GPS\\w+)\\b[^>]*>.*?</exif:\\2>",
          Pattern.DOTALL);

  private XmpPacket() {}

  static byte[] forRendered(byte[] packet, boolean stripGps) {
    // one char a byte: lengths and every byte outside the matches stay
    String text = new String(packet, ISO_8859_1);
    text = ORIENTATION.matcher(text).replaceAll(found -> found.group(1) + "1");
    if (stripGps) {
      text =
          GPS.matcher(text)
              .replaceAll(found -> Matcher.quoteReplacement(" ".repeat(found.group().length())));
    }
    return text.getBytes(ISO_8859_1);
  }
}
