package io.tonework.ingest.request;

import io.tonework.service.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Checks the form of a callback address. Whether its host may be reached is decided when the
 * webhook is delivered, on the address that the name resolves to then.
 */
final class CallbackAddress {
  static final int MAX_CHARS = 2_048;

  private CallbackAddress() {}

  /**
   * The address in this text.
   *
   * @throws io.tonework.service.problem.ProblemException when it is none, or none for a webhook
   */
  static URI of(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
      if (!http || uri.getHost() == null) {
        throw NewPhoto.invalid(
            "callback",
            text,
            "callback must be an absolute http or https address, not " + Problem.excerpt(text));
      }
      if (uri.getUserInfo() != null || uri.getFragment() != null) {
        throw NewPhoto.invalid(
            "callback", null, "callback must have neither user and password nor a fragment");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw NewPhoto.invalid(
          "callback",
          text,
          "callback is no address: " + Problem.excerpt(String.valueOf(e.getMessage())));
    }
  }
}
