package io.tonework.service.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRulesTest {
  private static final EndpointRules STRICT = new EndpointRules(Set.of(), Set.of());
  private static final EndpointRules LISTED =
      new EndpointRules(Set.of("Hooks.Internal", "[::1]", "127.0.0.1"), Set.of(80, 443, 8080));

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1/, loopback",
    "http://10.1.2.3:8080/, private",
    "http://169.254.169.254/latest/meta-data/, link-local",
    "http://100.64.1.1/, carrier",
    "http://[::1]/, loopback",
    "http://[fd00::1]/, private",
    "http://[::ffff:10.0.0.1]/, private",
    "http://[64:ff9b::7f00:1]/, NAT64",
    "http://[2002:7f00:1::]/, 6to4",
    "http://localhost/, loopback",
    "http://LOCALHOST./, loopback",
    "http://a.localhost/, loopback",
    "http://host:70000/, port",
    "ftp://host/, http"
  })
  void shouldRefuseWhenAddressAloneTellsThatItIsPrivateOrUnfit(URI endpoint, String word) {
    assertThat(STRICT.refusal(endpoint))
        .hasValueSatisfying(rule -> assertThat(rule).contains(word));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/",
        "http://[0:0:0:0:0:0:0:1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://HOOKS.internal./",
        "https://acme.example/",
        "https://8.8.8.8:443/"
      })
  void shouldAllowWhenHostIsListedOrPublicOrANameToLookUp(URI endpoint) {
    assertThat(LISTED.refusal(endpoint)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.2/", "http://localhost/", "http://acme.example:81/"})
  void shouldRefuseWhenOnlyOthersAreListed(URI endpoint) {
    assertThat(LISTED.refusal(endpoint)).isPresent();
  }
}
