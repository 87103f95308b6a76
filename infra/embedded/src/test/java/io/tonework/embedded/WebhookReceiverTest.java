package io.tonework.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void shouldVerifyAndCountAndAnswerAsTold() throws Exception {
    // Given
    try (WebhookReceiver receiver = WebhookReceiver.start(SECRET)) {
      receiver.answer(it ->
          it.number() == 1
              ? WebhookReceiver.Answer.of(503).with("Retry-After", "3")
              : WebhookReceiver.Answer.OK);

      // When
      HttpResponse<Void> first = send(receiver, SECRET);
      HttpResponse<Void> second = send(receiver, SECRET);
      HttpResponse<Void> forged = send(receiver, "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

      // Then
      assertThat(first.statusCode()).isEqualTo(503);
      assertThat(first.headers().firstValue("Retry-After")).contains("3");
      assertThat(second.statusCode()).isEqualTo(204);
      assertThat(forged.statusCode()).isEqualTo(401);
      assertThat(receiver.received())
          .extracting(WebhookReceiver.Received::verified)
          .containsExactly(true, true, false);
      assertThat(receiver.verified("photo-1")).hasSize(2);
      assertThat(receiver.await(() -> receiver.received().size() == 3, Duration.ofSeconds(1)))
          .isTrue();
      assertThat(receiver.await(() -> false, Duration.ofMillis(1))).isFalse();
    }
  }

  private static HttpResponse<Void> send(WebhookReceiver receiver, String secret)
      throws IOException, InterruptedException, WebhookSigningException {
    String body = "{\"photoId\":\"photo-1\"}";
    long seconds = Instant.now().getEpochSecond();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(receiver.uri())
              .header("webhook-id", "msg_1")
              .header("webhook-timestamp", Long.toString(seconds))
              .header("webhook-signature", new Webhook(secret).sign("msg_1", seconds, body))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.discarding());
    }
  }
}
