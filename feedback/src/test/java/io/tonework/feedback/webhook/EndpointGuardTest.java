package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tonework.service.endpoint.EndpointRules;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointGuardTest {
  private static final InetAddress PUBLIC = InetAddress.ofLiteral("8.8.8.8");
  private static final InetAddress PRIVATE = InetAddress.ofLiteral("10.1.2.3");
  private static final EndpointRules STRICT = new EndpointRules(Set.of(), Set.of());

  @Test
  void shouldRefuseAllWhenOneAddressIsPrivate() {
    // Given
    EndpointGuard guard = guard(Set.of(), PUBLIC, PRIVATE);
    // Then
    assertThatThrownBy(() -> guard.resolve("hooks.example.com"))
        .isInstanceOf(NoPublicAddressException.class)
        .hasMessageNotContaining("10.1.2.3");
  }

  @Test
  void shouldReturnAddressesWhenAllArePublic() throws Exception {
    assertThat(guard(Set.of(), PUBLIC).resolve("hooks.example.com")).containsExactly(PUBLIC);
  }

  @Test
  void shouldReturnAFewWhenNameHasManyAddresses() throws Exception {
    // Given
    InetAddress[] many = new InetAddress[500];
    java.util.Arrays.fill(many, PUBLIC);
    // Then
    assertThat(guard(Set.of(), many).resolve("hooks.example.com")).hasSize(4);
    many[499] = PRIVATE;
    assertThatThrownBy(() -> guard(Set.of(), many).resolve("hooks.example.com"))
        .as("all of them are checked")
        .isInstanceOf(NoPublicAddressException.class);
  }

  @Test
  void shouldAllowPrivateAddressWhenHostIsListed() throws Exception {
    // Given
    EndpointGuard guard = guard(Set.of("Hooks.Internal", "[::1]"), PRIVATE);
    // Then
    assertThat(guard.resolve("hooks.internal.")).containsExactly(PRIVATE);
    assertThat(guard.resolve("::1")).containsExactly(InetAddress.ofLiteral("::1"));
    assertThatThrownBy(() -> guard.resolve("other.internal"))
        .isInstanceOf(NoPublicAddressException.class);
  }

  @Test
  void shouldTellAlikeWhenNameIsUnknownOrPrivateOrTheResolverFails() {
    // Given
    Duration pace = Duration.ofMillis(100);
    EndpointGuard guard =
        new EndpointGuard(
            STRICT,
            host ->
                switch (host) {
                  case "private.example" -> new InetAddress[] {PRIVATE};
                  case "mixed.example" -> new InetAddress[] {PUBLIC, PRIVATE};
                  case "empty.example" -> new InetAddress[0];
                  case "odd.example" -> throw new IllegalStateException("a fault of the resolver");
                  default -> throw new UnknownHostException(host);
                },
            pace);
    for (String host :
        new String[] {
          "unknown.example", "private.example", "mixed.example", "empty.example", "odd.example"
        }) {
      long begunNanos = System.nanoTime();
      // When
      Throwable told = catchThrowable(() -> guard.resolve(host));
      // Then
      assertThat(told)
          .as(host)
          .isInstanceOf(NoPublicAddressException.class)
          .hasMessage(NoPublicAddressException.WORDS)
          .hasMessageNotContaining(host);
      assertThat(Duration.ofNanos(System.nanoTime() - begunNanos))
          .as(host)
          .isGreaterThanOrEqualTo(pace);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "2130706433", "127.1", "0x7f.1", "[::1]", "017700000001"})
  void shouldNotAskResolverWhenHostIsAnAddressInAnySpelling(String host) {
    // Given
    EndpointGuard guard =
        new EndpointGuard(
            STRICT,
            _ -> {
              throw new AssertionError("asked");
            },
            Duration.ZERO);
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
        "https://h.example:70000/",
        "/relative"
      })
  void shouldRefuseEndpointWhenItsFormIsNotAllowed(URI endpoint) {
    assertThat(webOnly().refusal(endpoint)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://h.example/x?y=1", "HTTP://h.example", "https://h.example:443"})
  void shouldAllowEndpointWhenSchemeAndPortAre(URI endpoint) {
    assertThat(webOnly().refusal(endpoint)).isEmpty();
  }

  private static EndpointGuard webOnly() {
    return new EndpointGuard(
        new EndpointRules(Set.of(), Set.of(80, 443)), _ -> new InetAddress[0], Duration.ZERO);
  }

  private static EndpointGuard guard(Set<String> allowed, InetAddress... answer) {
    return new EndpointGuard(new EndpointRules(allowed, Set.of()), _ -> answer, Duration.ZERO);
  }
}
