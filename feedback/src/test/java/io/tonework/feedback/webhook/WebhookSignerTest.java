package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSignerTest {
  private static final String OLD = secret(1);
  private static final String NEW = secret(2);
  private static final String BODY =
      "{\"type\":\"photo.retouched\",\"data\":{\"scene\":\"Fjäll\"}}";

  @Test
  void shouldBeVerifiedByReferenceLibraryWhenSigned() throws Exception {
    // When
    HttpHeaders headers = headers(sign(Instant.now(), BODY, OLD));
    // Then
    Webhook reference = new Webhook(OLD);
    assertThatCode(() -> reference.verify(BODY, headers)).doesNotThrowAnyException();
    assertThatThrownBy(() -> reference.verify(BODY + " ", headers))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void shouldBeVerifiedUnderEitherSecretWhenSecretsAreRotated() throws Exception {
    // When
    SignedHeaders signed = sign(Instant.now(), BODY, NEW, OLD);
    // Then
    assertThat(signed.signature().split(" ")).hasSize(2);
    for (String secret : List.of(OLD, NEW)) {
      assertThatCode(() -> new Webhook(secret).verify(BODY, headers(signed)))
          .doesNotThrowAnyException();
    }
    assertThatThrownBy(() -> new Webhook(secret(3)).verify(BODY, headers(signed)))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void shouldEqualSignatureOfReferenceLibraryWhenTimeIsGiven() throws Exception {
    // Given
    long timestampSeconds = 1_614_265_330L;
    // When
    SignedHeaders signed = sign(Instant.ofEpochSecond(timestampSeconds), BODY, OLD);
    // Then
    assertThat(signed.signature())
        .isEqualTo(new Webhook(OLD).sign("msg_abc", timestampSeconds, BODY));
  }

  @Test
  void shouldNotTellSecretWhenItIsMalformed() {
    assertThatThrownBy(() -> SigningSecret.parse("hunter2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whsec_")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> SigningSecret.parse("whsec_c2hvcnQ="))
        .hasMessageContaining("24 to 64 bytes, not 5");
    assertThat(SigningSecret.parse(OLD)).hasToString("whsec_***");
  }

  private static SignedHeaders sign(Instant at, String body, String... secrets) {
    return WebhookSigner.sign(
        "msg_abc",
        at,
        body.getBytes(StandardCharsets.UTF_8),
        Arrays.stream(secrets).map(SigningSecret::parse).toList());
  }

  private static HttpHeaders headers(SignedHeaders signed) {
    return HttpHeaders.of(
        Map.of(
            SignedHeaders.ID, List.of(signed.id()),
            SignedHeaders.TIMESTAMP, List.of(Long.toString(signed.timestampSeconds())),
            SignedHeaders.SIGNATURE, List.of(signed.signature())),
        (name, value) -> true);
  }

  private static String secret(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return SigningSecret.PREFIX + Base64.getEncoder().encodeToString(key);
  }
}
