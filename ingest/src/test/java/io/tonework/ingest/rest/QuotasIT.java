package io.tonework.ingest.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tonework.contracts.Failure;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.PhotoFailed;
import io.tonework.ingest.TestPhotos;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.storage.quota.OpenPhotos;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a tenant is told that asks for more than it may. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class QuotasIT {
  @Inject EventPublisher publisher;
  @Inject OpenPhotos open;

  @Test
  void shouldTurnRequestsAwayThatComeTooFastAndTellWhatIsLeft() {
    // When
    List<Response> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      answers.add(post(ServersResource.HASTY_KEY, "{}"));
    }

    // Then: whatever else is wrong with a request, its answer tells
    assertThat(answers)
        .allSatisfy(answer ->
            assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"requests\";q=3;w=300"));
    assertThat(answers)
        .extracting(answer -> answer.header("RateLimit"))
        .allSatisfy(limit -> assertThat(limit).matches("\"requests\";r=[0-2];t=\\d+"));
    assertThat(answers).extracting(Response::statusCode).containsExactly(422, 422, 422, 429);
    Response last = answers.getLast();
    assertThat(last.contentType()).isEqualTo("application/problem+json");
    assertThat(last.jsonPath().getString("type"))
        .isEqualTo("urn:tonework:problem:too-many-requests");
    assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 100);
  }

  @Test
  void shouldTakeNoMorePhotosThanMayBeOpenUntilOneHasEnded() {
    // Given
    Response first = photo();
    Response second = photo();

    // When
    Response third = photo();

    // Then
    assertThat(first.header("RateLimit")).isNotNull();
    assertThat(first.headers().getValues("RateLimit")).contains("\"open-photos\";r=1");
    assertThat(priority(first)).isEqualTo("interactive");
    assertThat(priority(second)).isEqualTo("bulk");
    assertThat(third.statusCode()).isEqualTo(429);
    assertThat(third.jsonPath().getString("type"))
        .isEqualTo("urn:tonework:problem:too-many-open-photos");
    assertThat(third.header("Retry-After")).isNotNull();

    // When: a photo comes to its end
    publisher.publishAndWait(
        new PhotoFailed(
            "full",
            first.jsonPath().getString("id"),
            null,
            new Failure(FailureCode.CORRUPT_IMAGE, "it ends early", "planner"),
            null,
            Instant.now()),
        TraceContext.fresh());
    await().until(() -> open.count("full") == 1);

    // Then
    assertThat(photo().statusCode()).isEqualTo(202);
  }

  private static String priority(Response taken) {
    String id = taken.jsonPath().getString("id");
    return given()
        .header("X-API-Key", ServersResource.FULL_KEY)
        .get("/v1/photos/" + id)
        .jsonPath()
        .getString("priority");
  }

  private static Response photo() {
    return given()
        .header("X-API-Key", ServersResource.FULL_KEY)
        .multiPart("photo", "a.jpg", TestPhotos.jpeg(7), "image/jpeg")
        .post("/v1/photos");
  }

  private static Response post(String key, String body) {
    return given()
        .header("X-API-Key", key)
        .contentType("application/json")
        .body(body)
        .post("/v1/photos");
  }
}
