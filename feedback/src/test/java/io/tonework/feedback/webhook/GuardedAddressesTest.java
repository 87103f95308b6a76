package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.service.endpoint.EndpointRules;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

/**
 * Every way in which an address of a network that is not the customer's was ever written, sent
 * through the client with a resolver of the test's own: none may lead to a connection.
 */
class GuardedAddressesTest {
  private static final List<String> HOSTS =
      List.of(
          // loopback
          "127.0.0.1",
          "127.0.0.2",
          "127.1",
          "127.0.1",
          "127.255.255.254",
          "2130706433",
          "017700000001",
          "0x7f000001",
          "0x7f.0x0.0x0.0x1",
          "0x7f.1",
          "0177.0.0.1",
          "0177.1",
          "127.0.0.01",
          "127.00.0.1",
          "0000177.0.0.1",
          "127.0.0.1.",
          "127.0.0.1..",
          "[::1]",
          "[0:0:0:0:0:0:0:1]",
          "[0000::0001]",
          "[::1%25lo]",
          "[::1%lo]",
          "[::ffff:127.0.0.1]",
          "[::ffff:7f00:1]",
          "[0:0:0:0:0:ffff:7f00:1]",
          "[::127.0.0.1]",
          "[::7f00:1]",
          "localhost",
          "LocalHost",
          "localhost.",
          "x.localhost",
          // unspecified
          "0",
          "0.0.0.0",
          "0.0",
          "00000000",
          "0x0",
          "0.0.0.1",
          "[::]",
          "[::0]",
          "[0:0:0:0:0:0:0:0]",
          "[::ffff:0.0.0.0]",
          // metadata of clouds
          "169.254.169.254",
          "2852039166",
          "0xa9fea9fe",
          "025177524776",
          "0xa9.0xfe.0xa9.0xfe",
          "169.254.43518",
          "169.16689662",
          "[::ffff:169.254.169.254]",
          "[::ffff:a9fe:a9fe]",
          "[64:ff9b::a9fe:a9fe]",
          "[64:ff9b::169.254.169.254]",
          "[2002:a9fe:a9fe::1]",
          "[fd00:ec2::254]",
          "[fd20:ce::254]",
          "169.254.170.2",
          "100.100.100.200",
          "192.0.0.192",
          // private, shared, link-local
          "10.0.0.1",
          "10.255.255.255",
          "10.1",
          "167772161",
          "0xa000001",
          "012.0.0.1",
          "172.16.0.1",
          "172.31.255.255",
          "192.168.0.1",
          "192.168.1",
          "3232235521",
          "100.64.0.1",
          "100.127.255.255",
          "169.254.0.1",
          "[fe80::1]",
          "[fe80::1%25eth0]",
          "[fe80::1%2]",
          "[febf::1]",
          "[fec0::1]",
          "[fc00::1]",
          "[fdff:ffff::1]",
          "[::ffff:10.0.0.1]",
          "[::ffff:192.168.0.1]",
          "[::10.0.0.1]",
          "[64:ff9b::10.0.0.1]",
          "[64:ff9b:1::1]",
          "[2002:a00:1::]",
          "[2002:c0a8:1::]",
          "[2002:7f00:1::]",
          "[2001:0:7f00:1::]",
          "[2001::1]",
          "[2001:20::1]",
          "[2001:db8::1]",
          "[3fff::1]",
          "[5f00::1]",
          "[100::1]",
          "[ff02::1]",
          // other special blocks
          "192.0.0.1",
          "192.0.2.1",
          "192.88.99.1",
          "198.18.0.1",
          "198.51.100.1",
          "203.0.113.1",
          "224.0.0.1",
          "239.255.255.250",
          "240.0.0.1",
          "255.255.255.255",
          "0xffffffff",
          // digits that are no ASCII digits, and numbers that are none
          "１２７.0.0.1",
          "127。0。0。1",
          "①②⑦.0.0.1",
          "[::ffff:0x7f.1]",
          "1e2.0.0.1",
          "127.0.0.1%00.example",
          "0x",
          "0x7f.0.0.0x",
          "4294967296",
          "256.0.0.1",
          "1.2.3",
          "[::1",
          "127.0.0.1:80@hooks.example");

  private static final Map<String, List<String>> NAMES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("loopback.example", List.of("127.0.0.1")),
              Map.entry("loopback6.example", List.of("::1")),
              Map.entry("metadata.example", List.of("169.254.169.254")),
              Map.entry("metadata6.example", List.of("fd00:ec2::254")),
              Map.entry("ten.example", List.of("10.1.2.3")),
              Map.entry("mapped.example", List.of("::ffff:10.1.2.3")),
              Map.entry("nat64.example", List.of("64:ff9b::a01:203")),
              Map.entry("sixtofour.example", List.of("2002:a01:203::1")),
              Map.entry("teredo.example", List.of("2001:0:4136:e378:8000:63bf:3fff:fdd2")),
              Map.entry("unspecified.example", List.of("0.0.0.0")),
              Map.entry("unique-local.example", List.of("fd12:3456::1")),
              Map.entry("carrier.example", List.of("100.64.0.1")),
              Map.entry("public-first.example", List.of("8.8.8.8", "10.1.2.3")),
              Map.entry("private-first.example", List.of("10.1.2.3", "8.8.8.8")),
              Map.entry("mixed-families.example", List.of("2606:4700:4700::1111", "127.0.0.1")),
              Map.entry("nothing.example", List.of()),
              Map.entry("printer.local", List.of("192.168.1.20")),
              Map.entry("redis.default.svc.cluster.local", List.of("10.96.0.7")),
              Map.entry("metadata.google.internal", List.of("169.254.169.254")),
              Map.entry("127.0.0.1.nip.example", List.of("127.0.0.1")),
              Map.entry("xn--fiqs8s.example", List.of("10.1.2.3"))));

  @Test
  void shouldNeverConnectWhenHostIsPrivateInAnySpelling() throws Exception {
    // Given
    try (ScriptedEndpoint endpoint = ScriptedEndpoint.start();
        WebhookClient client = client()) {
      for (String host : HOSTS) {
        for (String scheme : List.of("http://", "https://")) {
          String address = scheme + host + ":" + endpoint.port() + "/x";
          // When
          AttemptResult result = post(client, address);
          // Then
          assertThat(result)
              .as(address)
              .isInstanceOf(AttemptResult.AddressRefused.class)
              .extracting(refused -> ((AttemptResult.AddressRefused) refused).detail())
              .asString()
              .startsWith("the endpoint ");
        }
      }
      assertThat(HOSTS).hasSizeGreaterThanOrEqualTo(102).doesNotHaveDuplicates();
      assertThat(endpoint.received()).isEmpty();
    }
  }

  @Test
  void shouldNeverConnectAndTellAllAlikeWhenNameLeadsToPrivateAddress() throws Exception {
    // Given
    AttemptResult likeUnknown;
    try (ScriptedEndpoint endpoint = ScriptedEndpoint.start();
        WebhookClient client = client()) {
      likeUnknown = post(client, "http://unknown.example:" + endpoint.port() + "/");
      for (String name : NAMES.keySet()) {
        for (String spelling : List.of(name, name.toUpperCase(java.util.Locale.ROOT), name + ".")) {
          // When, Then
          assertThat(post(client, "http://" + spelling + ":" + endpoint.port() + "/"))
              .as(spelling)
              .isEqualTo(likeUnknown);
        }
      }
      assertThat(endpoint.received()).isEmpty();
    }
    assertThat(likeUnknown)
        .isEqualTo(new AttemptResult.Failed(null, NoPublicAddressException.WORDS, null));
  }

  @Test
  void shouldNotFollowWhenRedirectLeadsToPrivateAddress() throws Exception {
    // Given a listed endpoint that sends its callers elsewhere
    try (ScriptedEndpoint secret = ScriptedEndpoint.start();
        ScriptedEndpoint endpoint = ScriptedEndpoint.start();
        WebhookClient client = client("127.0.0.1")) {
      for (int status : new int[] {300, 301, 302, 303, 305, 307, 308}) {
        endpoint.then(
            ScriptedEndpoint.Answer.status(status, "Location", secret.uri("/").toString()));
        // When
        AttemptResult result = post(client, endpoint.uri("/hook").toString());
        // Then
        assertThat(result).isInstanceOf(AttemptResult.Failed.class);
      }
      assertThat(secret.received()).isEmpty();
      assertThat(endpoint.received()).hasSize(7);
    }
  }

  private static AttemptResult post(WebhookClient client, String address) {
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    SignedHeaders signed =
        WebhookSigner.sign(
            "msg_1",
            Clock.systemUTC().instant(),
            body,
            List.of(SigningSecret.parse("whsec_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=")));
    URI endpoint;
    try {
      endpoint = URI.create(address);
    } catch (IllegalArgumentException e) {
      // what is no URI is in no event
      return new AttemptResult.AddressRefused("the endpoint is no address");
    }
    return client.post(
        endpoint, signed, body, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  }

  private static WebhookClient client(String... listed) throws NoSuchAlgorithmException {
    return new WebhookClient(
        new EndpointGuard(
            new EndpointRules(Set.of(listed), Set.of()),
            GuardedAddressesTest::resolve,
            Duration.ZERO),
        SSLContext.getDefault(),
        Duration.ofSeconds(5),
        Duration.ofHours(1),
        Clock.systemUTC());
  }

  private static InetAddress[] resolve(String host) throws UnknownHostException {
    List<String> addresses = NAMES.get(host);
    if (addresses == null) {
      throw new UnknownHostException(host);
    }
    InetAddress[] all = new InetAddress[addresses.size()];
    Arrays.setAll(all, i -> InetAddress.ofLiteral(addresses.get(i)));
    return all;
  }
}
