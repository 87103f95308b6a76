package io.tonework.feedback.webhook;

import io.tonework.service.endpoint.AddressBlocks;
import io.tonework.service.endpoint.EndpointHost;
import io.tonework.service.endpoint.EndpointRules;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps webhooks from reaching into networks that the customer cannot reach itself (server-side
 * request forgery).
 *
 * <p>{@link #resolve} is the only way from a host name to the addresses of a connection, so what
 * was checked is what is connected to: a name that answers differently a moment later changes
 * nothing. An unknown name and one that leads to a private address end alike, in words and roughly
 * in time. Thread-safe; blocks.
 */
public final class EndpointGuard {
  /** From a host name to its addresses. */
  @FunctionalInterface
  public interface Resolver {
    /** All addresses of the host. */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private static final Logger log = LoggerFactory.getLogger(EndpointGuard.class);

  /** So that a name with many addresses is not many attempts. */
  static final int MAX_ADDRESSES = 4;

  private final EndpointRules rules;
  private final Resolver resolver;
  private final Duration refusalPace;

  /**
   * A guard.
   *
   * @param rules what holds before a name is looked up
   * @param resolver asked once for each connection to a name, never for a literal
   * @param refusalPace names that lead nowhere are told after this time, or a multiple of it;
   *     longer than a name server usually takes
   */
  public EndpointGuard(EndpointRules rules, Resolver resolver, Duration refusalPace) {
    this.rules = rules;
    this.resolver = resolver;
    this.refusalPace = refusalPace;
  }

  /** What is wrong with the endpoint as it is written; empty when it may be resolved. */
  public Optional<String> refusal(URI endpoint) {
    return rules.refusal(endpoint).map(rule -> "the endpoint " + rule);
  }

  /**
   * The addresses to connect to, a few at most. One private address among public ones refuses them
   * all: nobody needs that mixture but an attacker.
   *
   * @throws AddressRefusedException when the host is written as an address that is not of the
   *     public internet, and is not on the list
   * @throws NoPublicAddressException when the name is not known, or one of its addresses is not of
   *     the public internet and the name is not on the list
   */
  InetAddress[] resolve(String host) throws UnknownHostException {
    Optional<InetAddress> literal = EndpointHost.literal(host);
    if (literal.isPresent()) {
      Optional<String> kind = AddressBlocks.refusal(literal.get());
      if (kind.isPresent() && !rules.mayBePrivate(host)) {
        throw new AddressRefusedException(
            "the endpoint must lie in the public internet, and its address is " + kind.get());
      }
      return new InetAddress[] {literal.get()};
    }
    long begunNanos = System.nanoTime();
    InetAddress[] addresses = publicAddresses(EndpointHost.canonical(host));
    if (addresses.length == 0) {
      awaitPace(begunNanos);
      throw new NoPublicAddressException();
    }
    return Arrays.copyOf(addresses, Math.min(addresses.length, MAX_ADDRESSES));
  }

  private InetAddress[] publicAddresses(String name) {
    try {
      EndpointHost.check(name);
      InetAddress[] addresses = resolver.resolve(name);
      if (rules.mayBePrivate(name)) {
        return addresses;
      }
      for (InetAddress address : addresses) {
        Optional<String> kind = AddressBlocks.refusal(address);
        if (kind.isPresent()) {
          log.atInfo()
              .addKeyValue("host", name)
              .addKeyValue("kind", kind.get())
              .log("webhook not sent: its host leads to an address outside of the public internet");
          return new InetAddress[0];
        }
      }
      return addresses;
    } catch (UnknownHostException | RuntimeException e) {
      log.atDebug().addKeyValue("host", name).setCause(e).log("host of a webhook not resolved");
      return new InetAddress[0];
    }
  }

  private void awaitPace(long begunNanos) {
    long pace = refusalPace.toNanos();
    if (pace <= 0) {
      return;
    }
    long end = begunNanos + ((System.nanoTime() - begunNanos) / pace + 1) * pace;
    while (end - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
