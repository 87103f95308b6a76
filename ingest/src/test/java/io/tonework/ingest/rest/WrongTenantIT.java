package io.tonework.ingest.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.tonework.ingest.TestPhotos;
import io.tonework.testkit.WrongTenant;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No id of any kind lets a tenant see another's photo, in any operation that there is. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class WrongTenantIT {
  private static final String USER = "a-user-whom-only-acme-knows";

  private String photo = "";
  private WrongTenant globex = new WrongTenant(URI.create("http://localhost"), "");

  @BeforeEach
  void sendAPhoto() {
    photo =
        given()
            .header("Authorization", "Bearer " + ServersResource.ACME_KEY)
            .header("Idempotency-Key", "walled")
            .multiPart("photo", "a.jpg", TestPhotos.jpeg(91), "image/jpeg")
            .multiPart("user", USER)
            .post("/v1/photos")
            .jsonPath()
            .getString("id");
    globex =
        new WrongTenant(
            URI.create("http://localhost:" + RestAssured.port), ServersResource.GLOBEX_KEY);
  }

  @Test
  void shouldShowNothingAndStayCalmWhenAnotherTenantAsksWithAnyId() throws Exception {
    // Given
    List<String> ids = WrongTenant.ids("acme", photo);

    // When
    List<WrongTenant.Answer> answers = globex.tryAll(ids);

    // Then
    assertThat(answers).hasSizeGreaterThan(15 * ids.size());
    assertThat(answers)
        .allSatisfy(answer -> {
          assertThat(answer.status()).isLessThan(500);
          assertThat(answer.body()).doesNotContain(USER, "\"uploaded\"");
          assertThat(answer.isProblem()).isEqualTo(answer.status() >= 400);
          assertThat(answer.body().length()).isLessThan(1_500);
        });
  }

  @Test
  void shouldSayTheSameOfAnothersPhotoAsOfNobodys() throws Exception {
    // When
    List<WrongTenant.Twins> twins = globex.compare(photo, "a".repeat(photo.length()));

    // Then
    assertThat(twins).hasSizeGreaterThanOrEqualTo(4);
    assertThat(twins).allSatisfy(each -> assertThat(each.another()).isEqualTo(each.nobody()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tonework/originals/acme/PHOTO",
        "tonework/announced/acme/PHOTO",
        "tonework/plans/acme/PHOTO.json",
        "tonework/originals/globex/../acme/PHOTO",
        "api-inbox/sources/a.jpg",
        "api-inbox/in/a.jpg",
        "api-inbox/sources",
        "(part)/x",
        "local/x"
      })
  void shouldLetNobodyNameAnObjectOutsideOfItsSources(String place) throws Exception {
    // Given
    String bucket = place.substring(0, place.indexOf('/'));
    String key = place.substring(place.indexOf('/') + 1).replace("PHOTO", photo);
    String object = "\"bucket\": \"" + bucket + "\", \"key\": \"" + key + "\"";
    String digest = "\"sha256\": \"" + "0".repeat(64) + "\"";

    // When
    List<WrongTenant.Answer> answers = new ArrayList<>();
    for (String named :
        List.of(
            "\"mode\": \"reference\", \"reference\": {\"after\": {" + object + "}}",
            "\"mode\": \"reference\", \"reference\": {\"before\": {"
                + object
                + "}, \"after\": {"
                + object
                + "}}",
            "\"look\": {" + object + ", " + digest + "}",
            "\"regions\": [{\"name\": \"a\", \"sliders\": {\"Vibrance\": 5}, \"mask\": {"
                + object
                + ", "
                + digest
                + "}}]")) {
      answers.addAll(globex.post("application/json", "{\"upload\": {}, " + named + "}"));
      answers.add(form("{" + named + "}"));
    }
    answers.addAll(globex.post("application/json", "{\"source\": {" + object + "}}"));

    // Then
    assertThat(answers).hasSize(9);
    assertThat(answers)
        .allSatisfy(answer -> {
          assertThat(answer.status()).isIn(403, 422);
          assertThat(answer.body()).doesNotContain("no object", "urn:tonework:problem:internal");
        });
  }

  private static WrongTenant.Answer form(String request) {
    Response answer =
        given()
            .header("Authorization", "Bearer " + ServersResource.GLOBEX_KEY)
            .multiPart("photo", "a.jpg", TestPhotos.jpeg(92), "image/jpeg")
            .multiPart("request", request, "application/json")
            .post("/v1/photos");
    return new WrongTenant.Answer(request, answer.statusCode(), Map.of(), answer.asString());
  }
}
