package io.tonework.service.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads the address of an endpoint for webhooks and refuses what can never work. Thread-safe. */
public final class EndpointAddress {
  /** The longest address. */
  public static final int MAX_CHARS = 2_048;

  private static final int MAX_PORT = 65_535;

  private EndpointAddress() {}

  /**
   * The address in this text.
   *
   * @return an absolute http or https address in ASCII, with a host and without user or fragment
   * @throws InvalidEndpointException when it is none, naming the rule
   */
  public static URI parse(String text) {
    require(text.length() <= MAX_CHARS, "must have at most " + MAX_CHARS + " characters");
    require(
        StandardCharsets.UTF_8.newEncoder().canEncode(text),
        "is no address: it holds half of a character");
    URI uri = syntax(text);
    String scheme = uri.getScheme();
    String authority = uri.getRawAuthority();
    require(
        "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme),
        "must be an absolute http or https address");
    require(
        authority != null && !authority.isEmpty() && !authority.startsWith(":"),
        "must be an absolute http or https address; this one names no host");
    require(
        authority.indexOf('@') < 0 && uri.getRawFragment() == null,
        "must have neither user and password nor a fragment");
    if (uri.getHost() == null) {
      throw new InvalidEndpointException(withoutHost(authority));
    }
    EndpointHost.check(uri.getHost());
    require(
        uri.getPort() == -1 || (uri.getPort() >= 1 && uri.getPort() <= MAX_PORT),
        "must name a port from 1 to " + MAX_PORT);
    return ascii(uri);
  }

  /** The port that is connected to, 1..65535. */
  public static int port(URI endpoint) {
    if (endpoint.getPort() >= 0) {
      return endpoint.getPort();
    }
    return "https".equals(endpoint.getScheme().toLowerCase(Locale.ROOT)) ? 443 : 80;
  }

  private static URI syntax(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new InvalidEndpointException(
          "is no address: "
              + e.getReason().toLowerCase(Locale.ROOT)
              + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1)));
    }
  }

  /** Why an authority that the syntax allows has no host that could be looked up. */
  private static String withoutHost(String authority) {
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(authority)) {
      return "must have its host in ASCII, such as xn--mller-kva.example for müller.example";
    }
    int colon = authority.lastIndexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    if (colon >= 0 && EndpointHost.isName(host)) {
      return "must name a port from 1 to " + MAX_PORT;
    }
    EndpointHost.check(host);
    return EndpointHost.RULE;
  }

  /** What lies outside ASCII in path and query goes out as escaped UTF-8. */
  private static URI ascii(URI uri) {
    String text = uri.toASCIIString();
    require(
        text.length() <= MAX_CHARS, "must have at most " + MAX_CHARS + " characters in ASCII form");
    return URI.create(text);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new InvalidEndpointException(rule);
    }
  }
}
