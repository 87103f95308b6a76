package io.tonework.feedback.shell;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.standardwebhooks.Webhook;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.feedback.Facts;
import io.tonework.feedback.webhook.ScriptedEndpoint;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.view.PhotoViews;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service: events in, webhooks out, verdicts in, taste. */
@QuarkusTest
@QuarkusTestResource(FeedbackServers.class)
class FeedbackIT {
  @Inject ObjectStore store;
  @Inject EventPublisher publisher;
  @Inject PhotoViews views;
  @Inject RedisConnection redis;

  private ScriptedEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = ScriptedEndpoint.start();
    soon().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void shouldDeliverSignedWebhookOnceWhenEventComesTwiceAndEndpointFailsOnce() {
    // Given
    endpoint.then(ScriptedEndpoint.Answer.status(500));
    TraceContext trace = TraceContext.fresh();
    PhotoRetouched event = finished("photo-delivered", endpoint.uri("/hooks"));
    // When
    publisher.publishAndWait(event, trace);
    publisher.publishAndWait(event, trace);
    // Then
    soon()
        .untilAsserted(() ->
            ofAcme()
                .get("/v1/webhooks?photoId=photo-delivered")
                .then()
                .body("", hasSize(1))
                .body("[0].state", equalTo("delivered"))
                .body("[0].attempts", equalTo(2)));
    assertThat(endpoint.received()).hasSize(2);
    ScriptedEndpoint.Received second = endpoint.received().get(1);
    assertThat(second.body()).isEqualTo(endpoint.received().getFirst().body());
    assertThatCode(
            () -> new Webhook(FeedbackServers.SECRET).verify(second.body(), second.headers()))
        .doesNotThrowAnyException();
    assertThat(second.headers().firstValue("traceparent").orElseThrow()).contains(trace.traceId());
  }

  @Test
  void shouldDeliverAgainWhenReplayIsCalled() {
    // Given
    publisher.publishAndWait(
        finished("photo-replayed", endpoint.uri("/hooks")), TraceContext.fresh());
    soon().untilAsserted(() -> assertThat(endpoint.received()).hasSize(1));
    soon().untilAsserted(() -> assertThat(webhookState("photo-replayed")).isEqualTo("delivered"));
    String webhookId =
        ofAcme().get("/v1/webhooks?photoId=photo-replayed").jsonPath().getString("[0].webhookId");
    // When
    ofAcme()
        .post("/v1/webhooks/" + webhookId + "/replay")
        .then()
        .statusCode(202)
        .body("replays", equalTo(1));
    // Then
    soon().untilAsserted(() -> assertThat(endpoint.received()).hasSize(2));
    assertThat(endpoint.received().get(1).body()).isEqualTo(endpoint.received().getFirst().body());
    ofAcme().post("/v1/webhooks/msg_never/replay").then().statusCode(404);
  }

  @Test
  void shouldDeliverAfterAllWhenRedisIsEmptiedBetweenAttempts() {
    // Given
    endpoint.then(exchange -> {
      redis.call("empty it", commands -> commands.flushall());
      exchange.sendResponseHeaders(500, -1);
    });
    // When
    publisher.publishAndWait(
        finished("photo-survivor", endpoint.uri("/hooks")), TraceContext.fresh());
    // Then
    soon().untilAsserted(() -> assertThat(webhookState("photo-survivor")).isEqualTo("delivered"));
    assertThat(endpoint.received()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(endpoint.received())
        .extracting(ScriptedEndpoint.Received::body)
        .containsOnly(endpoint.received().getFirst().body());
  }

  @Test
  void shouldNamePartsWhenAskedForReadiness() {
    String parts = "checks.find { it.name == 'parts' }.data.";
    given()
        .get("/q/health/ready")
        .then()
        .body(parts + "kafka", equalTo("up"))
        .body(parts + "store", equalTo("up"))
        .body(parts + "redis", equalTo("up"));
  }

  @Test
  void shouldRefuseWebhookWhenCallbackIsPrivate() {
    // When
    publisher.publishAndWait(
        finished("photo-ssrf", URI.create("http://169.254.169.254/latest/meta-data/")),
        TraceContext.fresh());
    // Then
    soon().untilAsserted(() -> assertThat(webhookState("photo-ssrf")).isEqualTo("refused"));
  }

  @Test
  void shouldLearnAndForgetTasteWhenUserJudges() {
    // Given
    PhotoUploaded photo = Facts.uploaded(FeedbackServers.TENANT, "photo-judged", "ann", null);
    views.fold(photo);
    views.fold(Facts.planned(photo));
    putPlan(photo);
    String verdict =
        "{\"verdict\": \"rejected\", \"reasons\": [\"too_warm\"], \"edit\": {\"Exposure2012\": 20}}";
    // When
    String feedbackId = judged(verdict).then().statusCode(202).extract().path("feedbackId");
    judged(verdict).then().statusCode(202).body("feedbackId", equalTo(feedbackId));
    // Then
    soon()
        .untilAsserted(() ->
            ofAcme()
                .get("/v1/users/ann/taste")
                .then()
                .body("verdicts", equalTo(1))
                .body("scenes.landscape.sliders.Exposure2012", greaterThan(0f))
                .body("scenes.landscape.meaning", containsString("cooler")));
    ofAcme().delete("/v1/users/ann").then().statusCode(204);
    ofAcme().get("/v1/users/ann/taste").then().body("verdicts", equalTo(0));
  }

  @Test
  void shouldNameFieldWhenVerdictIsWrong() {
    judged("{\"verdict\": \"rejected\", \"reasons\": [\"ugly\"]}")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("field", equalTo("reasons[0]"))
        .body("detail", containsString("too_dark"));
    judged("not json").then().statusCode(400).contentType("application/problem+json");
    judged("{\"note\": \"" + "long ".repeat(14_000) + "\"}")
        .then()
        .statusCode(413)
        .contentType("application/problem+json")
        .body("limit", equalTo(64 << 10));
    given()
        .contentType("application/json")
        .body("{}")
        .post("/v1/photos/photo-judged/feedback")
        .then()
        .statusCode(401);
  }

  @Test
  void shouldListReasonsWhenAsked() {
    given()
        .get("/v1/feedback/reasons")
        .then()
        .statusCode(200)
        .body("reason", hasItem("too_warm"))
        .body("find { it.reason == 'too_warm' }.asksFor", equalTo("cooler"));
  }

  @Test
  void shouldShowMetricsWhenScraped() {
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("tonework_feedback_webhook_pending"))
        .body(containsString("tonework_feedback_webhook_oldest_pending_age"));
  }

  private static Response judged(String verdict) {
    return ofAcme()
        .contentType("application/json")
        .body(verdict)
        .post("/v1/photos/photo-judged/feedback");
  }

  private static String webhookState(String photoId) {
    return ofAcme().get("/v1/webhooks?photoId=" + photoId).jsonPath().getString("[0].state");
  }

  private static RequestSpecification ofAcme() {
    return given().header("Authorization", "Bearer " + FeedbackServers.API_KEY);
  }

  private static ConditionFactory soon() {
    return Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions();
  }

  private PhotoRetouched finished(String photoId, URI callback) {
    PhotoUploaded photo = Facts.uploaded(FeedbackServers.TENANT, photoId, "ann", callback);
    putPlan(photo);
    return Facts.retouched(photo);
  }

  private void putPlan(PhotoUploaded photo) {
    store.put(
        Facts.planned(photo).planObject(),
        ContractsJson.writeBytes(Facts.plan(photo, "It shows")),
        "application/json");
  }
}
