package io.tonework.feedback.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps webhooks from reaching into networks that the customer cannot reach itself (server-side
 * request forgery).
 *
 * <p>{@link #resolve} is the only way from a host name to the addresses of a connection, so what
 * was checked is what is connected to: a name that answers differently a moment later changes
 * nothing. Thread-safe.
 */
public final class EndpointGuard {
  /** From a host name or literal to its addresses. */
  @FunctionalInterface
  public interface Resolver {
    /** All addresses of the host. */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final Set<String> allowedPrivateHosts;
  private final Set<Integer> allowedPorts;
  private final Resolver resolver;

  /**
   * A guard.
   *
   * @param allowedPrivateHosts host names or literals that may lie in private networks
   * @param allowedPorts the only ports; empty for all
   * @param resolver asked once for each connection
   */
  public EndpointGuard(
      Set<String> allowedPrivateHosts, Set<Integer> allowedPorts, Resolver resolver) {
    this.allowedPrivateHosts =
        allowedPrivateHosts.stream().map(EndpointGuard::canonical).collect(Collectors.toSet());
    this.allowedPorts = Set.copyOf(allowedPorts);
    this.resolver = resolver;
  }

  /** What is wrong with the endpoint as it is written; empty when it may be resolved. */
  public Optional<String> refusal(URI endpoint) {
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return Optional.of("the scheme must be https or http, not " + scheme);
    }
    if (endpoint.getHost() == null) {
      return Optional.of("the endpoint names no host");
    }
    if (endpoint.getRawUserInfo() != null) {
      return Optional.of("a user or password in the endpoint is not allowed");
    }
    int port = endpoint.getPort() >= 0 ? endpoint.getPort() : scheme.equals("https") ? 443 : 80;
    if (!allowedPorts.isEmpty() && !allowedPorts.contains(port)) {
      return Optional.of("port " + port + " is not allowed; the allowed ones are " + allowedPorts);
    }
    return Optional.empty();
  }

  /**
   * The addresses to connect to. One private address among public ones refuses them all: nobody
   * needs that mixture but an attacker.
   *
   * @throws AddressRefusedException when an address is not of the public internet and the host is
   *     not on the list
   * @throws UnknownHostException when the name cannot be resolved
   */
  InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = resolver.resolve(canonical(host));
    if (addresses.length == 0) {
      throw new UnknownHostException(host);
    }
    if (allowedPrivateHosts.contains(canonical(host))) {
      return addresses;
    }
    for (InetAddress address : addresses) {
      Optional<String> kind = AddressBlocks.refusal(address);
      if (kind.isPresent()) {
        throw new AddressRefusedException(
            // the address itself stays out of it: our own name servers may know internal names
            host + " resolves to an address outside of the public internet: " + kind.get());
      }
    }
    return addresses;
  }

  private static String canonical(String host) {
    String lower = host.strip().toLowerCase(Locale.ROOT);
    boolean bracketed = lower.startsWith("[") && lower.endsWith("]");
    String bare = bracketed ? lower.substring(1, lower.length() - 1) : lower;
    return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
  }
}
