package io.tonework.service.endpoint;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What can be said of an endpoint by its address alone, before a name is looked up. Immutable.
 *
 * @param allowedPrivateHosts names or literals that may lie in private networks
 * @param allowedPorts the only ports; empty for all
 */
public record EndpointRules(Set<String> allowedPrivateHosts, Set<Integer> allowedPorts) {
  private static final String LOCALHOST = "localhost";

  /** Brings the hosts into one form. */
  public EndpointRules {
    allowedPrivateHosts =
        allowedPrivateHosts.stream()
            .map(EndpointHost::canonical)
            .collect(Collectors.toUnmodifiableSet());
    allowedPorts = Set.copyOf(allowedPorts);
  }

  /**
   * The rule that this endpoint breaks, as the rest of a sentence that begins with its name; empty
   * when its host may be looked up.
   */
  public Optional<String> refusal(URI endpoint) {
    try {
      return refusalOf(EndpointAddress.parse(endpoint.toString()));
    } catch (InvalidEndpointException e) {
      return Optional.of(e.rule());
    }
  }

  private Optional<String> refusalOf(URI endpoint) {
    int port = EndpointAddress.port(endpoint);
    if (!allowedPorts.isEmpty() && !allowedPorts.contains(port)) {
      return Optional.of(
          "must not name port " + port + "; the allowed ones are " + new TreeSet<>(allowedPorts));
    }
    return refusalOfHost(endpoint.getHost())
        .map(kind -> "must lie in the public internet, and its address is " + kind);
  }

  /** Why what is written as this host is private; empty for names, which are looked up later. */
  private Optional<String> refusalOfHost(String host) {
    String bare = EndpointHost.canonical(host);
    if (mayBePrivate(bare)) {
      return Optional.empty();
    }
    if (bare.equals(LOCALHOST) || bare.endsWith("." + LOCALHOST)) {
      return Optional.of("loopback");
    }
    return EndpointHost.literal(bare).flatMap(AddressBlocks::refusal);
  }

  /** True when that host is listed, however it is written. */
  public boolean mayBePrivate(String host) {
    return allowedPrivateHosts.contains(EndpointHost.canonical(host));
  }
}
