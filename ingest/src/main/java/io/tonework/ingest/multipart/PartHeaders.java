package io.tonework.ingest.multipart;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a part says of itself.
 *
 * @param name the form field
 * @param filename the sender's file name; null for a plain field
 * @param coding what the bytes would have to be decoded from, such as {@code base64}; null when
 *     they are what they are
 */
public record PartHeaders(String name, @Nullable String filename, @Nullable String coding) {
  private static final String DISPOSITION = "Content-Disposition";

  /** A part whose bytes are what they are. */
  public PartHeaders(String name, @Nullable String filename) {
    this(name, filename, null);
  }

  /**
   * Reads the header block of a part.
   *
   * @param block header lines, separated by CRLF; a line that begins with white space continues the
   *     one before it
   */
  static PartHeaders read(String block) throws MalformedMultipartException {
    String disposition = null;
    String coding = null;
    for (String line : block.replace("\r\n ", " ").replace("\r\n\t", " ").split("\r\n", -1)) {
      int colon = line.indexOf(':');
      String header = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      switch (header) {
        case "content-disposition" -> {
          if (disposition != null) {
            throw new MalformedMultipartException("a part has two " + DISPOSITION, DISPOSITION);
          }
          disposition = line.substring(colon + 1);
        }
        case "content-transfer-encoding", "content-encoding" ->
            coding = coding(line.substring(colon + 1)).orElse(coding);
        default -> {
          // its media type and whatever else says nothing that is needed here
        }
      }
    }
    if (disposition == null) {
      throw new MalformedMultipartException(
          "a part lacks its " + DISPOSITION + " header", DISPOSITION);
    }
    return of(HeaderParameters.of(DISPOSITION, disposition), coding);
  }

  private static PartHeaders of(Map<String, String> parameters, @Nullable String coding)
      throws MalformedMultipartException {
    String name = parameters.get("name");
    if (name == null || name.isEmpty()) {
      throw new MalformedMultipartException("a part lacks its name", DISPOSITION);
    }
    String plain = parameters.get("filename");
    String filename = HeaderParameters.extended(parameters.get("filename*"));
    return new PartHeaders(
        unescaped(name), filename == null && plain != null ? unescaped(plain) : filename, coding);
  }

  /** Browsers send {@code %22} for a quote. */
  private static String unescaped(String text) {
    return text.replace("%22", "\"");
  }

  private static Optional<String> coding(String value) {
    String coding = value.strip().toLowerCase(Locale.ROOT);
    return switch (coding) {
      case "", "7bit", "8bit", "binary", "identity" -> Optional.empty();
      default -> Optional.of(coding);
    };
  }
}
