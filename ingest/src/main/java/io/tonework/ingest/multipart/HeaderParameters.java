package io.tonework.ingest.multipart;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters behind the first semicolon of a header's value, {@code form-data; name="a"}. A
 * parameter that comes twice and a quote that is never closed are errors: two programs would read
 * them differently. Takes time in proportion to the length of the value.
 */
final class HeaderParameters {
  private final String header;
  private final String value;
  private final Map<String, String> found = new LinkedHashMap<>();
  private int at;

  private HeaderParameters(String header, String value) {
    this.header = header;
    this.value = value;
    int semicolon = value.indexOf(';');
    this.at = semicolon < 0 ? value.length() : semicolon;
  }

  /** The parameters by name, in lower case. */
  static Map<String, String> of(String header, String value) throws MalformedMultipartException {
    HeaderParameters parameters = new HeaderParameters(header, value);
    while (parameters.at < value.length()) {
      parameters.next();
    }
    return parameters.found;
  }

  private void next() throws MalformedMultipartException {
    while (at < value.length() && isFiller(value.charAt(at))) {
      at++;
    }
    int start = at;
    while (at < value.length() && value.charAt(at) != '=' && value.charAt(at) != ';') {
      at++;
    }
    String name = value.substring(start, at).strip().toLowerCase(Locale.ROOT);
    if (at < value.length() && value.charAt(at) == '=') {
      at++;
      String text = text();
      if (found.putIfAbsent(name, text) != null) {
        throw fault("has one parameter twice");
      }
    } else if (!name.isEmpty()) {
      throw fault("has a parameter without a value");
    }
  }

  private static boolean isFiller(char c) {
    return c == ';' || Character.isWhitespace(c);
  }

  private String text() throws MalformedMultipartException {
    while (at < value.length() && Character.isWhitespace(value.charAt(at))) {
      at++;
    }
    if (at < value.length() && value.charAt(at) == '"') {
      at++;
      return quoted();
    }
    int start = at;
    while (at < value.length() && value.charAt(at) != ';') {
      at++;
    }
    return value.substring(start, at).strip();
  }

  private String quoted() throws MalformedMultipartException {
    StringBuilder text = new StringBuilder();
    for (; at < value.length(); at++) {
      char c = value.charAt(at);
      if (c == '"') {
        at++;
        return text.toString();
      }
      // a backslash before anything else is one of a Windows path
      if (c == '\\' && at + 1 < value.length() && value.charAt(at + 1) == '"') {
        at++;
        c = '"';
      }
      text.append(c);
    }
    throw fault("has a quote that is not closed");
  }

  private MalformedMultipartException fault(String what) {
    return new MalformedMultipartException(header + " " + what, header);
  }

  /** The text of a parameter as RFC 8187 encodes it, {@code UTF-8''%e2%82%ac}; null for another. */
  static @Nullable String extended(@Nullable String encoded) {
    if (encoded == null || !encoded.regionMatches(true, 0, "UTF-8'", 0, 6)) {
      return null;
    }
    try {
      String text = encoded.substring(encoded.indexOf('\'', 6) + 1);
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
