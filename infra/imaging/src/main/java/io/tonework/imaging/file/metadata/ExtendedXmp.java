package io.tonework.imaging.file.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * XMP in JPEG that is too large for one segment: a packet and its extension (XMP specification,
 * part 3, 1.1.3.1). The two are one set of properties; every other format holds them as one.
 *
 * @param packet the packet proper, which names the extension's digest
 * @param extension the rest; empty if all fits into the packet
 * @param digest MD5 of the extension, 32 hexadecimal digits
 */
public record ExtendedXmp(String packet, String extension, String digest) {
  private static final Pattern NOTE =
      Pattern.compile(
          "xmpNote:HasExtendedXMP\\s*=\\s*[\"']([0-9A-Fa-f]{32})[\"']"
              + "|<xmpNote:HasExtendedXMP>\\s*([0-9A-Fa-f]{32})\\s*</xmpNote:HasExtendedXMP>");
  private static final Pattern RDF = Pattern.compile("<rdf:RDF\\b[^>]*>");
  private static final Pattern DESCRIPTION =
      Pattern.compile("<rdf:Description\\b[^>]*?(/?)>|</rdf:Description\\s*>");
  private static final String END = "</rdf:RDF>";
  private static final String OPEN =
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
          + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">";
  private static final String CLOSE = "</rdf:RDF></x:xmpmeta>";

  /** The digest of the extension that a packet names. */
  public static Optional<String> digestIn(byte[] packet) {
    Matcher note = NOTE.matcher(new String(packet, ISO_8859_1));
    return note.find()
        ? Optional.of(
            (note.group(1) == null ? note.group(2) : note.group(1)).toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  /** One packet with the properties of both; empty if the extension cannot be understood. */
  public static Optional<byte[]> joined(byte[] packet, byte[] extension) {
    String main = new String(packet, ISO_8859_1);
    String more = new String(extension, ISO_8859_1);
    Matcher open = RDF.matcher(more);
    int end = more.lastIndexOf(END);
    int at = main.lastIndexOf(END);
    // other namespaces on the element would be lost with it
    if (!open.find() || end < open.end() || at < 0 || open.group().split("xmlns:").length > 2) {
      return Optional.empty();
    }
    String joined = main.substring(0, at) + more.substring(open.end(), end) + main.substring(at);
    return Optional.of(
        NOTE.matcher(joined)
            .replaceFirst(found -> " ".repeat(found.group().length()))
            .getBytes(ISO_8859_1));
  }

  /**
   * Divides a packet: as many of its descriptions as fit stay in it, the others become the
   * extension.
   *
   * @param maxBytes of the packet
   */
  public static ExtendedXmp of(byte[] packet, int maxBytes) {
    String text = new String(packet, ISO_8859_1);
    if (packet.length > maxBytes) {
      text = XmpPacket.unpadded(text);
    }
    if (text.length() <= maxBytes) {
      return new ExtendedXmp(text, "", "");
    }
    Matcher open = RDF.matcher(text);
    int end = text.lastIndexOf(END);
    if (!open.find() || end < open.end()) {
      return new ExtendedXmp(text, "", "");
    }
    StringBuilder kept = new StringBuilder();
    StringBuilder moved = new StringBuilder();
    int room = maxBytes - note("").length() - OPEN.length() - CLOSE.length() - 32;
    Matcher tag = DESCRIPTION.matcher(text);
    int depth = 0;
    int from = open.end();
    for (int at = from; tag.find(at) && tag.start() < end; at = tag.end()) {
      boolean closing = tag.group().startsWith("</");
      boolean empty = !closing && "/".equals(tag.group(1));
      depth += empty ? 0 : closing ? -1 : 1;
      if (depth == 0) {
        String description = text.substring(from, tag.end());
        boolean fits = kept.length() + description.length() <= room;
        (fits ? kept : moved).append(description);
        from = tag.end();
      }
    }
    String extension = OPEN + moved + CLOSE;
    String digest = md5(extension);
    return new ExtendedXmp(OPEN + kept + note(digest) + CLOSE, extension, digest);
  }

  private static String note(String digest) {
    return "<rdf:Description rdf:about=\"\" xmlns:xmpNote=\"http://ns.adobe.com/xmp/note/\""
        + " xmpNote:HasExtendedXMP=\""
        + digest
        + "\"/>";
  }

  private static String md5(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(ISO_8859_1));
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
