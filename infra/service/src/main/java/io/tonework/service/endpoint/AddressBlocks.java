package io.tonework.service.endpoint;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which IP addresses belong to the public internet, after IANA's special-purpose address registries
 * (RFC 6890 and its updates).
 *
 * <p>An IPv6 address that carries an IPv4 address (mapped, NAT64, 6to4) is judged by what it
 * carries.
 */
public final class AddressBlocks {
  private static final List<Block> SPECIAL_V4 =
      List.of(
          block("0.0.0.0", 8, "unspecified"),
          block("10.0.0.0", 8, "private"),
          block("100.64.0.0", 10, "shared by a carrier's customers"),
          block("127.0.0.0", 8, "loopback"),
          block("169.254.0.0", 16, "link-local, where clouds serve metadata"),
          block("172.16.0.0", 12, "private"),
          block("192.0.0.0", 24, "reserved for protocols"),
          block("192.0.2.0", 24, "for documentation"),
          block("192.88.99.0", 24, "a 6to4 relay"),
          block("192.168.0.0", 16, "private"),
          block("198.18.0.0", 15, "for benchmarks"),
          block("198.51.100.0", 24, "for documentation"),
          block("203.0.113.0", 24, "for documentation"),
          block("224.0.0.0", 4, "multicast"),
          block("240.0.0.0", 4, "reserved or broadcast"));

  private static final List<Block> SPECIAL_V6 =
      List.of(
          block("::1", 128, "loopback"),
          block("::", 128, "unspecified"),
          block("fc00::", 7, "private (unique local)"),
          block("fe80::", 10, "link-local"),
          block("ff00::", 8, "multicast"),
          block("2001::", 23, "reserved for protocols"),
          block("2001:db8::", 32, "for documentation"),
          block("3fff::", 20, "for documentation"));

  private static final Block GLOBAL_UNICAST_V6 = block("2000::", 3, "global unicast");

  /** Prefixes after which an IPv4 address begins. */
  private static final List<Block> CARRIERS =
      List.of(block("64:ff9b::", 96, "NAT64"), block("2002::", 16, "6to4"));

  private AddressBlocks() {}

  /** Why that address is not of the public internet; empty when it is. */
  public static Optional<String> refusal(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (!(address instanceof Inet6Address)) {
      return kindOf(bytes, SPECIAL_V4);
    }
    if (isV4Mapped(bytes)) {
      return refusal(v4(bytes, 12)).map(kind -> kind + ", as a mapped IPv4 address");
    }
    for (Block carrier : CARRIERS) {
      if (carrier.contains(bytes)) {
        return refusal(v4(bytes, carrier.prefixBits() / 8))
            .map(kind -> kind + ", inside a " + carrier.kind() + " address");
      }
    }
    return kindOf(bytes, SPECIAL_V6)
        .or(() -> GLOBAL_UNICAST_V6.contains(bytes) ? Optional.empty() : Optional.of("reserved"));
  }

  private static Optional<String> kindOf(byte[] address, List<Block> blocks) {
    return blocks.stream().filter(block -> block.contains(address)).map(Block::kind).findFirst();
  }

  private static boolean isV4Mapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == -1 && bytes[11] == -1;
  }

  private static InetAddress v4(byte[] bytes, int from) {
    return address(Arrays.copyOfRange(bytes, from, from + 4));
  }

  private static Block block(String prefix, int bits, String kind) {
    return new Block(
        new BigInteger(1, InetAddress.ofLiteral(prefix).getAddress()),
        bits,
        kind,
        prefix.indexOf(':') >= 0 ? 128 : 32);
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an IPv4 address", e);
    }
  }

  /**
   * A block of addresses.
   *
   * @param prefix its first address
   * @param prefixBits how many leading bits its addresses share
   * @param kind what it is for, in words
   * @param widthBits 32 or 128
   */
  private record Block(BigInteger prefix, int prefixBits, String kind, int widthBits) {
    boolean contains(byte[] address) {
      return address.length * 8 == widthBits
          && new BigInteger(1, address).xor(prefix).shiftRight(widthBits - prefixBits).signum()
              == 0;
    }
  }
}
