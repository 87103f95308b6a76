package io.tonework.feedback.shell;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.feedback.Facts;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.view.PhotoViews;
import io.tonework.testkit.WrongTenant;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** No id of any kind lets a tenant see another's photo, in any operation that there is. */
@QuarkusTest
@QuarkusTestResource(FeedbackServers.class)
class WrongTenantIT {
  private static final String SECRET = "a valley that only acme may see";

  @Inject ObjectStore store;
  @Inject PhotoViews views;

  @Test
  void shouldShowNothingAndStayCalmWhenAnotherTenantAsksWithAnyId() throws Exception {
    // Given
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    PhotoUploaded photo = Facts.uploaded(FeedbackServers.TENANT, "photo-walled", "ann", null);
    views.fold(photo);
    views.fold(Facts.planned(photo));
    store.put(
        Facts.planned(photo).planObject(),
        ContractsJson.writeBytes(Facts.plan(photo, SECRET)),
        "application/json");
    List<String> ids = WrongTenant.ids(FeedbackServers.TENANT, photo.photoId());

    // When
    List<WrongTenant.Answer> answers =
        new WrongTenant(
                URI.create("http://localhost:" + RestAssured.port), FeedbackServers.OTHER_KEY)
            .tryAll(ids);

    // Then
    assertThat(answers).hasSizeGreaterThan(5 * ids.size());
    assertThat(answers)
        .allSatisfy(answer -> {
          assertThat(answer.status()).isLessThan(500);
          assertThat(answer.body()).doesNotContain(SECRET, "plan-photo-walled", "landscape");
          assertThat(answer.isProblem()).isEqualTo(answer.status() >= 400);
          assertThat(answer.body().length()).isLessThan(1_500);
        });

    // When
    List<WrongTenant.Twins> twins =
        new WrongTenant(
                URI.create("http://localhost:" + RestAssured.port), FeedbackServers.OTHER_KEY)
            .compare(photo.photoId(), "photo-nobody");

    // Then: not even that it exists is told
    assertThat(twins).hasSizeGreaterThanOrEqualTo(5);
    assertThat(twins).allSatisfy(each -> assertThat(each.another()).isEqualTo(each.nobody()));
  }
}
