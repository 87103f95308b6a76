package io.tonework.contracts.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Ids;
import io.tonework.contracts.ObjectKeys;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        "..",
        "../acme/x",
        "a/b",
        "a\\b",
        "a%2Fb",
        "a\u0000",
        "a\n",
        "a\r\nb",
        "a b",
        "A",
        "ä",
        "a.json",
        "-a",
        "a?",
        "a#",
        "a\u202e",
        "\ud83d\udcf7"
      })
  void shouldHoldNothingThatCouldLeaveAKey(String text) {
    assertThatThrownBy(() -> new PhotoId(text)).isInstanceOf(InvalidIdException.class);
    assertThatThrownBy(() -> new PlanId(text)).isInstanceOf(InvalidIdException.class);
    assertThatThrownBy(() -> new TenantName(text)).isInstanceOf(InvalidIdException.class);
    assertThatThrownBy(() -> new WebhookId("msg_" + text)).isInstanceOf(InvalidIdException.class);
    assertThatThrownBy(() -> new Sha256Hex(text)).isInstanceOf(InvalidIdException.class);
  }

  @Test
  void shouldHoldWhatIsDerived() {
    // Given
    String derived = Ids.derive("photo", "any");

    // When, Then
    assertThat(ObjectKeys.plan(new TenantName("acme"), new PhotoId(derived)))
        .isEqualTo("plans/acme/" + derived + ".json");
    assertThat(new WebhookId("msg_" + derived)).hasToString("msg_" + derived);
  }

  @ParameterizedTest
  @ValueSource(strings = {"anna", "a/b", "anna@example.com", "auth0|12 3", "Ünal", "\ud83d\udcf7"})
  void shouldTakeTheUsersThatTenantsHave(String name) {
    assertThat(new UserName(name).text()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a\nb", "a\u0000", "\ud800", "a\u2028b"})
  void shouldTakeNoUserThatNobodyCouldNameAgain(String name) {
    assertThatThrownBy(() -> new UserName(name)).isInstanceOf(InvalidIdException.class);
  }

  @Test
  void shouldBeATextInJson() {
    // When
    String json = ContractsJson.write(new PhotoId("abc"));

    // Then
    assertThat(json).isEqualTo("\"abc\"");
    assertThat(ContractsJson.read(json.getBytes(StandardCharsets.UTF_8), PhotoId.class))
        .isEqualTo(new PhotoId("abc"));
  }
}
