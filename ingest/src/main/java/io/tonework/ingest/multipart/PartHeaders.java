package io.tonework.ingest.multipart;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a part says of itself.
 *
 * @param name the form field
 * @param filename the sender's file name; null for a plain field
 */
public record PartHeaders(String name, @Nullable String filename) {
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([A-Za-z*]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]*))");

  /**
   * Reads the header block of a part.
   *
   * @param block header lines, separated by CRLF
   */
  static PartHeaders read(String block) throws MalformedMultipartException {
    for (String line : block.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase("Content-Disposition")) {
        return disposition(line.substring(colon + 1));
      }
    }
    throw new MalformedMultipartException("a part lacks its Content-Disposition header");
  }

  private static PartHeaders disposition(String value) throws MalformedMultipartException {
    String name = null;
    String filename = null;
    Matcher parameter = PARAMETER.matcher(value);
    while (parameter.find()) {
      String quoted = parameter.group(2);
      String text = quoted == null ? parameter.group(3) : unquote(quoted);
      switch (parameter.group(1).toLowerCase(Locale.ROOT)) {
        case "name" -> name = text;
        case "filename" -> filename = text;
        default -> {
          // filename* and whatever else says nothing that is needed here
        }
      }
    }
    if (name == null || name.isEmpty()) {
      throw new MalformedMultipartException("a part lacks its name: " + value.strip());
    }
    return new PartHeaders(name, filename);
  }

  private static String unquote(String quoted) {
    // browsers send %22 for a quote; others a backslash before it, but Windows paths have those too
    return quoted.replace("\\\"", "\"").replace("%22", "\"");
  }
}
