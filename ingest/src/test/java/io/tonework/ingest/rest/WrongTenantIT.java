package io.tonework.ingest.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tonework.ingest.TestPhotos;
import io.tonework.testkit.WrongTenant;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No id of any kind lets a tenant see another's photo, in any operation that there is. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class WrongTenantIT {
  private static final String USER = "a-user-whom-only-acme-knows";

  @Test
  void shouldShowNothingAndStayCalmWhenAnotherTenantAsksWithAnyId() throws Exception {
    // Given
    String photo =
        given()
            .header("Authorization", "Bearer " + ServersResource.ACME_KEY)
            .multiPart("photo", "a.jpg", TestPhotos.jpeg(91), "image/jpeg")
            .multiPart("user", USER)
            .post("/v1/photos")
            .jsonPath()
            .getString("id");
    List<String> ids = WrongTenant.ids("acme", photo);

    // When
    List<WrongTenant.Answer> answers =
        new WrongTenant(
                URI.create("http://localhost:" + RestAssured.port), ServersResource.GLOBEX_KEY)
            .tryAll(ids);

    // Then
    assertThat(answers).hasSizeGreaterThan(5 * ids.size());
    assertThat(answers)
        .allSatisfy(answer -> {
          assertThat(answer.status()).isLessThan(500);
          assertThat(answer.body()).doesNotContain(USER, "\"uploaded\"");
          assertThat(answer.isProblem()).isEqualTo(answer.status() >= 400);
          assertThat(answer.body().length()).isLessThan(1_500);
        });
  }
}
