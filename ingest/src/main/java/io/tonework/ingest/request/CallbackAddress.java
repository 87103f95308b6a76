package io.tonework.ingest.request;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Checks the form of a callback address. Whether its host may be reached is decided when the
 * webhook is delivered, on the address that the name resolves to then.
 */
final class CallbackAddress {
  private static final int MAX_CHARS = 2_048;

  private CallbackAddress() {}

  static @Nullable URI read(Fields fields) {
    String text = fields.text("callback", MAX_CHARS);
    if (text == null) {
      return null;
    }
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      if (!http || uri.getHost() == null) {
        throw fields.invalid(
            "callback", text, "callback must be an absolute http or https address, not " + text);
      }
      if (uri.getUserInfo() != null || uri.getFragment() != null) {
        throw fields.invalid(
            "callback", null, "callback must have neither user and password nor a fragment");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw fields.invalid("callback", text, "callback is no address: " + e.getMessage());
    }
  }
}
