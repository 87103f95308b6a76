package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointGuardTest {
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("8.8.8.8");
  private static final InetAddress PRIVATE = InetAddress.ofLiteral("10.1.2.3");

  @Test
  void shouldRefuseAllWhenOneAddressIsPrivate() {
    // Given
    EndpointGuard guard = guard(Set.of(), PUBLIC, PRIVATE);
    // Then
    assertThatThrownBy(() -> guard.resolve("hooks.example.com"))
        .isInstanceOf(AddressRefusedException.class)
        .hasMessageContaining("private")
        .hasMessageNotContaining("10.1.2.3");
  }

  @Test
  void shouldReturnAddressesWhenAllArePublic() throws Exception {
    assertThat(guard(Set.of(), PUBLIC).resolve("hooks.example.com")).containsExactly(PUBLIC);
  }

  @Test
  void shouldAllowPrivateAddressWhenHostIsListed() throws Exception {
    // Given
    EndpointGuard guard = guard(Set.of("Hooks.Internal", "[::1]"), PRIVATE);
    // Then
    assertThat(guard.resolve("hooks.internal.")).containsExactly(PRIVATE);
    assertThat(guard.resolve("::1")).containsExactly(PRIVATE);
    assertThatThrownBy(() -> guard.resolve("other.internal"))
        .isInstanceOf(AddressRefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "2130706433", "127.1", "[::1]", "localhost"})
  void shouldRefuseLoopbackWhenItIsWrittenInOtherWays(String host) throws Exception {
    // Given
    EndpointGuard guard = new EndpointGuard(Set.of(), Set.of(), InetAddress::getAllByName);
    // Then
    assertThatThrownBy(() -> guard.resolve(host)).isInstanceOf(UnknownHostException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h.example/x",
        "file:///etc/passwd",
        "https://user:pw@h.example/",
        "https:///x",
        "mailto:a@b.example",
        "https://h.example:8443/",
        "/relative"
      })
  void shouldRefuseEndpointWhenItsFormIsNotAllowed(URI endpoint) {
    assertThat(
            new EndpointGuard(Set.of(), Set.of(80, 443), _ -> new InetAddress[0]).refusal(endpoint))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://h.example/x?y=1", "HTTP://h.example", "https://h.example:443"})
  void shouldAllowEndpointWhenSchemeAndPortAre(URI endpoint) {
    assertThat(
            new EndpointGuard(Set.of(), Set.of(80, 443), _ -> new InetAddress[0]).refusal(endpoint))
        .isEmpty();
  }

  private static EndpointGuard guard(Set<String> allowed, InetAddress... answer) {
    return new EndpointGuard(allowed, Set.of(), _ -> answer);
  }
}
