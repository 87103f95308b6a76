package io.tonework.service.endpoint;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The hosts of endpoints: names of the DNS, and addresses in their one usual spelling. */
public final class EndpointHost {
  static final String RULE =
      "must name its host by letters, digits, hyphens and dots, or by an IP address";

  private static final int MAX_NAME_CHARS = 253;
  private static final int MAX_LABEL_CHARS = 63;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final Pattern OCTET =
      Pattern.compile("[0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5]");

  private EndpointHost() {}

  /**
   * One spelling of a host: lower case, without the brackets of an IPv6 address and the last dot of
   * a name, and an address as Java writes it.
   */
  public static String canonical(String host) {
    return literal(host).map(InetAddress::getHostAddress).orElseGet(() -> bare(host));
  }

  private static String bare(String host) {
    String lower = host.strip().toLowerCase(Locale.ROOT);
    boolean bracketed = lower.startsWith("[") && lower.endsWith("]");
    String bare = bracketed ? lower.substring(1, lower.length() - 1) : lower;
    return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
  }

  /** The address that this host is written as; empty when it is a name or no host at all. */
  public static Optional<InetAddress> literal(String host) {
    String bare = bare(host);
    boolean v6 = bare.indexOf(':') >= 0 && bare.indexOf('%') < 0;
    try {
      return v6 || isDottedDecimal(bare)
          ? Optional.of(InetAddress.ofLiteral(bare))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Refuses a host that no resolver should be asked about.
   *
   * @throws InvalidEndpointException when it is neither a name nor an address, or an address in an
   *     unusual spelling, which programs read in different ways
   */
  public static void check(String host) {
    String bare = bare(host);
    if (bare.indexOf(':') >= 0) {
      require(bare.indexOf('%') < 0, "must have no zone in its IPv6 address");
      require(literal(bare).isPresent(), RULE);
      return;
    }
    if (endsInNumber(bare)) {
      require(
          isDottedDecimal(bare),
          "must write an IPv4 address as four decimal numbers without leading zeros");
      return;
    }
    require(
        bare.length() <= MAX_NAME_CHARS && labels(bare).allMatch(EndpointHost::fits),
        "must have a host of at most 253 characters, and of 63 between its dots");
    require(isName(bare), RULE);
    require(
        labels(bare).allMatch(EndpointHost::isReadable),
        "must have a host whose xn-- parts can be read");
  }

  /** True for a name of the DNS of letters, digits and hyphens. */
  static boolean isName(String host) {
    String bare = bare(host);
    return bare.length() <= MAX_NAME_CHARS
        && labels(bare).allMatch(label -> fits(label) && LABEL.matcher(label).matches());
  }

  /** True where a browser would read an IPv4 address, whatever came of it. */
  private static boolean endsInNumber(String bare) {
    return NUMBER.matcher(bare.substring(bare.lastIndexOf('.') + 1)).matches();
  }

  private static boolean isDottedDecimal(String bare) {
    return labels(bare).count() == 4
        && labels(bare).allMatch(part -> OCTET.matcher(part).matches());
  }

  private static boolean fits(String label) {
    return label.length() <= MAX_LABEL_CHARS;
  }

  private static boolean isReadable(String label) {
    return !label.startsWith("xn--") || Punycode.isValid(label.substring(4));
  }

  private static Stream<String> labels(String bare) {
    return Arrays.stream(bare.split("\\.", -1));
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new InvalidEndpointException(rule);
    }
  }
}
