package io.tonework.service.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointAddressTest {
  private static final long SEED = 20_261_130;
  private static final int FUZZED = 20_000;
  private static final List<String> PIECES =
      List.of(
          "http://",
          "https:",
          "//",
          "/",
          "?",
          "#",
          "@",
          ":",
          "[",
          "]",
          "::",
          "%",
          "%25",
          "%00",
          "xn--",
          "a",
          "hooks.example",
          "127.0.0.1",
          "0x7f",
          "0177",
          "2130706433",
          "fe80::1",
          "65536",
          "70000",
          "99999999999999",
          "-1",
          " ",
          "\t",
          "\r\n",
          "\u0000",
          "\\",
          ".",
          "..",
          "-",
          "_",
          "ü",
          "１",
          "。",
          "\u202e",
          "\ud800",
          "x".repeat(70),
          "a.".repeat(130));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "ftp://host/x | absolute http or https",
        "gopher://host/ | absolute http or https",
        "/hook | absolute http or https",
        "hooks.example/x | absolute http or https",
        "mailto:a@b.example | absolute http or https",
        "http:host/x | names no host",
        "http:///x | names no host",
        "http://:80/ | names no host",
        "https:// | is no address",
        "not an address | is no address",
        "http://host\\@other/ | is no address",
        "http://host/a b | is no address",
        "http://[::1/ | is no address",
        "http://[v1.x]/ | is no address",
        "https://u:p@host.example/ | neither user",
        "https://@host.example/ | neither user",
        "https://host.example/x# | neither user",
        "https://host.example/x#part | neither user",
        "http://host.example:70000/ | port from 1 to 65535",
        "http://host.example:65536/ | port from 1 to 65535",
        "http://host.example:99999999999/ | port from 1 to 65535",
        "http://host.example:0/ | port from 1 to 65535",
        "http://host.example:-1/ | port from 1 to 65535",
        "http://host.example:http/ | port from 1 to 65535",
        "http://127.1/ | four decimal numbers",
        "http://0x7f.0.0.1/ | four decimal numbers",
        "http://0x7f000001/ | four decimal numbers",
        "http://0177.0.0.1/ | four decimal numbers",
        "http://127.0.0.01/ | four decimal numbers",
        "http://2130706433/ | four decimal numbers",
        "http://256.1.1.1/ | four decimal numbers",
        "http://1.2.3.4.5/ | four decimal numbers",
        "http://0/ | four decimal numbers",
        "http://[fe80::1%25eth0]/ | no zone",
        "http://a_b.example/ | letters, digits",
        "http://host../ | letters, digits",
        "http://-host/ | letters, digits",
        "http://host%2f/ | letters, digits",
        "http://müller.example/ | host in ASCII",
        "http://１２７.0.0.1/ | host in ASCII",
        "http://xn--/ | letters, digits",
        "http://xn--a-.example/ | letters, digits",
        "http://xn--99999999.example/ | xn-- parts"
      })
  void shouldNameRuleWhenNoWebhookCanGoThere(String text, String rule) {
    assertThatThrownBy(() -> EndpointAddress.parse(text))
        .isInstanceOf(InvalidEndpointException.class)
        .hasMessageContaining(rule);
  }

  @Test
  void shouldNameRuleWhenHostIsTooLong() {
    assertThatThrownBy(() -> EndpointAddress.parse("http://" + "a".repeat(64) + ".example/"))
        .hasMessageContaining("63 between its dots");
    assertThatThrownBy(() -> EndpointAddress.parse("http://" + "abc.".repeat(70) + "example/"))
        .hasMessageContaining("at most 253");
    assertThatThrownBy(() -> EndpointAddress.parse("http://h.example/" + "a".repeat(2_048)))
        .hasMessageContaining("2048");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://acme.example:8443/hook?x=1",
        "HTTP://Acme.Example",
        "http://host/hook",
        "http://host.:80/hook",
        "http://host:/hook",
        "http://8.8.8.8:65535/",
        "http://[2606:4700:4700::1111]:1/",
        "https://xn--mller-kva.example/%0d%0a",
        "https://xn--strae-oqa.example/",
        "https://xn--fiqs8s/"
      })
  void shouldKeepAddressWhenItIsFit(String text) {
    assertThat(EndpointAddress.parse(text)).isEqualTo(URI.create(text));
  }

  @Test
  void shouldEscapePathWhenItIsNotAscii() {
    assertThat(EndpointAddress.parse("https://acme.example/ü?q=ä"))
        .isEqualTo(URI.create("https://acme.example/%C3%BC?q=%C3%A4"));
  }

  @Test
  void shouldRefuseOrKeepSoundAddressWhateverIsSent() {
    // Given
    Random random = new Random(SEED);
    int kept = 0;
    for (int i = 0; i < FUZZED; i++) {
      StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "" : "http://");
      for (int pieces = random.nextInt(1, 8); pieces > 0; pieces--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      // When
      URI address;
      try {
        address = EndpointAddress.parse(text.toString());
      } catch (InvalidEndpointException e) {
        assertThat(e.rule()).as("of %s", text).hasSizeLessThan(200);
        continue;
      }
      // Then
      kept++;
      assertThat(address.getHost()).as("of %s", text).isNotEmpty();
      assertThat(EndpointAddress.port(address)).as("of %s", text).isBetween(1, 65_535);
      assertThat(address.getRawUserInfo()).as("of %s", text).isNull();
      assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(address.toString()))
          .as("of %s", text)
          .isTrue();
      assertThat(EndpointAddress.parse(address.toString())).as("of %s", text).isEqualTo(address);
    }
    assertThat(kept).isBetween(FUZZED / 100, FUZZED / 2);
  }
}
