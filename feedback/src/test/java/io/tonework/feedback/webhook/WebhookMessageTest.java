package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.ContractsJson;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookMessageTest {
  private static String result(List<String> warnings) {
    return ContractsJson.write(
        new WebhookMessage.Result(
            URI.create("https://store.example/a"), "image/jpeg", 4, 3, 99, "ab", warnings));
  }

  @Test
  void shouldTellWhatIsDoubtfulAboutThePhoto() {
    assertThat(result(List.of("the photo is incomplete: only the first 8 of 9 lines are whole")))
        .contains(
            "\"warnings\":[\"the photo is incomplete: only the first 8 of 9 lines are whole\"]");
  }

  @Test
  void shouldSayNothingWhenNothingIsDoubtful() {
    assertThat(result(List.of())).doesNotContain("warnings");
  }
}
