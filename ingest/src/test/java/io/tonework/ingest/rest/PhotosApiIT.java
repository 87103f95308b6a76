package io.tonework.ingest.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tonework.contracts.Failure;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Topics;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.TestPhotos;
import io.tonework.ingest.intake.Announcer;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.storage.object.ObjectStore;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class PhotosApiIT {
  private static final String PROBLEM = "application/problem+json";

  @Inject ObjectStore store;
  @Inject EventPublisher publisher;
  @Inject Announcer announcer;
  @Inject KafkaSettings kafka;

  private static RequestSpecification acme() {
    return given().header("Authorization", "Bearer " + ServersResource.ACME_KEY);
  }

  private static RequestSpecification form(byte[] photo) {
    return acme().multiPart("photo", "a.jpg", photo, "text/plain");
  }

  private static Response json(String body) {
    return acme().contentType("application/json").body(body.replace('\'', '"')).post("/v1/photos");
  }

  private static void awaitState(String id, String state) {
    await()
        .untilAsserted(() -> acme().get("/v1/photos/" + id).then().body("state", equalTo(state)));
  }

  @Test
  void shouldTakeAPostedPhotoAndTellWhereItIs() {
    // When
    Response answer =
        form(TestPhotos.jpeg(1))
            .multiPart("request", "{\"mode\":\"auto\",\"user\":\"u1\"}", "application/json")
            .post("/v1/photos");

    // Then
    answer
        .then()
        .statusCode(202)
        .header("Location", containsString("/v1/photos/"))
        .header("traceparent", matchesPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]"))
        .body("id", matchesPattern("[a-z2-7]{26}"))
        .body("state", equalTo("uploaded"))
        .body("links.events", containsString("/events"));
    acme()
        .get(answer.jsonPath().getString("links.self"))
        .then()
        .statusCode(200)
        .body("state", equalTo("uploaded"))
        .body("mode", equalTo("auto"))
        .body("user", equalTo("u1"));
  }

  @Test
  void shouldCarryTheCallersTraceIntoTheEvent() {
    // Given
    String traceId = "0af7651916cd43dd8448eb211c80319c";

    // When
    Response answer =
        form(TestPhotos.jpeg(2))
            .header("traceparent", "00-" + traceId + "-b7ad6b7169203331-01")
            .post("/v1/photos");

    // Then
    answer.then().statusCode(202).header("traceparent", containsString(traceId));
  }

  @Test
  void shouldTakePlainFormFieldsAndSeveralPhotos() {
    // When
    Response answer =
        form(TestPhotos.jpeg(3))
            .multiPart("photo", "b.jpg", TestPhotos.jpeg(4), "image/jpeg")
            .multiPart("photo", "c.txt", "no photo".getBytes(StandardCharsets.UTF_8), "image/jpeg")
            .multiPart("mode", "param")
            .multiPart("sliders", "{\"Exposure2012\": 12}")
            .multiPart("quality", "80")
            .post("/v1/photos");

    // Then
    answer
        .then()
        .statusCode(207)
        .body("photos", hasSize(3))
        .body("photos[0].status", equalTo(202))
        .body("photos[0].photo.id", notNullValue())
        .body("photos[1].filename", equalTo("b.jpg"))
        .body("photos[1].status", equalTo(202))
        .body("photos[2].status", equalTo(415))
        .body("photos[2].photo", nullValue())
        .body("photos[2].problem.field", equalTo("photos[2].photo"));
  }

  @Test
  void shouldAnswerARepetitionWithTheSameDocument() {
    // When
    Response first = form(TestPhotos.jpeg(5)).header("Idempotency-Key", "api-1").post("/v1/photos");
    Response second =
        form(TestPhotos.jpeg(5)).header("Idempotency-Key", "api-1").post("/v1/photos");
    Response other = form(TestPhotos.jpeg(6)).header("Idempotency-Key", "api-1").post("/v1/photos");

    // Then
    first.then().statusCode(202);
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.asString()).isEqualTo(first.asString());
    other
        .then()
        .statusCode(422)
        .contentType(PROBLEM)
        .body("type", equalTo("urn:tonework:problem:idempotency-key-reused"))
        .body("field", equalTo("Idempotency-Key"));
  }

  @Test
  void shouldAnswerEachPhotoOfABatch() {
    // Given
    store.put(
        new ObjectId(ServersResource.INBOX, "sources/a.jpg"), TestPhotos.jpeg(7), "image/jpeg");

    // When
    Response answer =
        json(
            """
            {'photos': [
              {'source': {'bucket': 'api-inbox', 'key': 'sources/a.jpg'}},
              {'upload': {'contentType': 'image/jpeg'}},
              {'source': {'bucket': 'api-inbox', 'key': 'other/a.jpg'}},
              {'upload': {}, 'mode': 'param', 'sliders': {'Exposure': 3}}]}
            """);

    // Then
    answer
        .then()
        .statusCode(207)
        .body("photos.status", equalTo(List.of(202, 201, 403, 422)))
        .body("photos.index", equalTo(List.of(0, 1, 2, 3)))
        .body("photos[1].photo.upload.method", equalTo("PUT"))
        .body("photos[3].problem.field", equalTo("photos[3].sliders.Exposure"));
  }

  @Test
  void shouldTakeAPresignedUploadWhenItIsReported() throws Exception {
    // Given
    Response wanted = json("{'upload': {}, 'user': 'u2'}");
    wanted.then().statusCode(201).body("state", equalTo("awaiting_upload"));
    String id = wanted.jsonPath().getString("id");
    acme().get("/v1/photos/" + id).then().body("state", equalTo("awaiting_upload"));
    acme()
        .post("/v1/photos/" + id + "/uploaded")
        .then()
        .statusCode(409)
        .contentType(PROBLEM)
        .body("type", equalTo("urn:tonework:problem:not-uploaded"));

    // When
    put(URI.create(wanted.jsonPath().getString("upload.url")), TestPhotos.jpeg(8));
    Response reported = acme().post(wanted.jsonPath().getString("upload.reportTo"));

    // Then
    reported.then().statusCode(202).body("state", equalTo("uploaded"));
    awaitState(id, "uploaded");
  }

  @Test
  void shouldFindAPresignedUploadThatNobodyReported() throws Exception {
    // Given
    Response wanted = json("{'upload': {}}");

    // When
    put(URI.create(wanted.jsonPath().getString("upload.url")), TestPhotos.jpeg(9));

    // Then
    awaitState(wanted.jsonPath().getString("id"), "uploaded");
  }

  @Test
  void shouldTakeANotifiedObjectOnce() throws Exception {
    // Given
    var object =
        store.put(
            new ObjectId(ServersResource.INBOX, "in/trip 1.jpg"),
            TestPhotos.jpeg(10),
            "image/jpeg");
    String message =
        """
        {"EventName": "s3:ObjectCreated:Put", "Key": "api-inbox/in/trip 1.jpg", "Records": [
          {"eventName": "s3:ObjectCreated:Put", "s3": {"bucket": {"name": "api-inbox"},
           "object": {"key": "in/trip+1.jpg", "eTag": "\\"%s\\"", "sequencer": "17"}}}]}
        """
            .formatted(object.etag());

    // When
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < 2; i++) {
        producer
            .send(
                new ProducerRecord<>(
                    Topics.BUCKET_NOTIFICATIONS, message.getBytes(StandardCharsets.UTF_8)))
            .get();
      }
    }

    // Then
    awaitState(io.tonework.contracts.Ids.photoId("acme", object.toSource()), "uploaded");
  }

  @Test
  void shouldStreamTheStatesAndEndAfterTheLast() throws Exception {
    // Given
    String id = form(TestPhotos.jpeg(11)).post("/v1/photos").jsonPath().getString("id");
    PhotoUploaded uploaded = announcer.find(new TenantName("acme"), new PhotoId(id)).orElseThrow();
    Failure failure = new Failure(FailureCode.CORRUPT_IMAGE, "broken", "planner");
    List<String> lines = new ArrayList<>();

    // When
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<InputStream> stream =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(
                          RestAssured.baseURI
                              + ":"
                              + RestAssured.port
                              + "/v1/photos/"
                              + id
                              + "/events"))
                  .header("X-API-Key", ServersResource.ACME_KEY)
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      assertThat(stream.statusCode()).isEqualTo(200);
      assertThat(stream.headers().firstValue("content-type").orElse(""))
          .startsWith("text/event-stream");
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.add(line);
          if (line.equals(":waiting")) {
            publisher.publishAndWait(
                PhotoFailed.of(uploaded, failure, Instant.EPOCH), TraceContext.fresh());
          }
        }
      }
    }

    // Then
    assertThat(lines).contains("event:state", "id:uploaded", ":waiting", "id:failed");
    assertThat(lines.indexOf("id:uploaded")).isLessThan(lines.indexOf("id:failed"));
    assertThat(lines).anyMatch(line -> line.startsWith("data:") && line.contains("corrupt_image"));
    acme()
        .header("Last-Event-ID", "failed")
        .get("/v1/photos/" + id + "/events")
        .then()
        .statusCode(204);
  }

  @Test
  void shouldAskForAnApiKey() {
    given()
        .get("/v1/photos/" + "a".repeat(26))
        .then()
        .statusCode(401)
        .contentType(PROBLEM)
        .header("WWW-Authenticate", equalTo("Bearer"))
        .body("type", equalTo("urn:tonework:problem:unauthenticated"));
    given()
        .header("X-API-Key", "wrong")
        .multiPart("photo", "a.jpg", TestPhotos.jpeg(1), "image/jpeg")
        .post("/v1/photos")
        .then()
        .statusCode(401);
  }

  @Test
  void shouldHideAPhotoFromAnotherTenant() {
    // Given
    String id = form(TestPhotos.jpeg(12)).post("/v1/photos").jsonPath().getString("id");
    RequestSpecification globex = given().header("X-API-Key", ServersResource.GLOBEX_KEY);

    // When, Then
    for (String path : List.of("", "/events")) {
      given()
          .header("X-API-Key", ServersResource.GLOBEX_KEY)
          .get("/v1/photos/" + id + path)
          .then()
          .statusCode(404)
          .contentType(PROBLEM)
          .body("detail", equalTo("there is no photo " + id));
    }
    globex.post("/v1/photos/" + id + "/uploaded").then().statusCode(404);
    acme().get("/v1/photos/" + "a".repeat(26)).then().statusCode(404).contentType(PROBLEM);
    acme().get("/v1/photos/..%2F..%2Fetc").then().statusCode(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ | 400 | body",
        "{'upload': {}, 'mode': 'best'} | 422 | mode",
        "{'upload': {}, 'mode': 'auto', 'sliders': {'Exposure2012': 1}} | 422 | sliders",
        "{'upload': {}, 'mode': 'param', 'sliders': {'Nope': 1}} | 422 | sliders.Nope",
        "{'upload': {}, 'callback': 'gopher://x/'} | 422 | callback",
        "{'upload': {}, 'callback': 'http://acme.example:70000/'} | 422 | callback",
        "{'upload': {}, 'callback': 'http://169.254.169.254/latest/'} | 422 | callback",
        "{'upload': {}, 'callback': 'http://localhost:8080/'} | 422 | callback",
        "{'upload': {}, 'callback': 'http://[::ffff:10.0.0.1]/'} | 422 | callback",
        "{'upload': {'sizeBytes': 102401}} | 413 | upload.sizeBytes",
        "{'upload': {'contentType': 'image/gif'}} | 415 | upload.contentType",
        "{'source': {'bucket': 'tonework', 'key': 'x'}} | 403 | source",
        "{'source': {'bucket': 'api-inbox', 'key': 'sources/none'}} | 422 | source",
        "{'source': {'bucket': 'api-inbox', 'key': 'sources/{1016}x'}} | 422 | source.key",
        "{'source': {'bucket': '(part)', 'key': 'x'}} | 422 | source.bucket",
        "{'photos': [1, 2, 3, 4, 5, 6]} | 422 | photos",
      })
  void shouldNameWhatIsWrongWithJson(String body, int status, String field) {
    Response answer = json(body.replace("{1016}", "ü".repeat(508)));
    answer.then().statusCode(status).contentType(PROBLEM).body("status", equalTo(status));
    assertThat(answer.jsonPath().getString("field")).isEqualTo(field.isEmpty() ? null : field);
    assertThat(answer.jsonPath().getString("type")).startsWith("urn:tonework:problem:");
    assertThat(answer.jsonPath().getString("title")).isNotBlank();
    assertThat(answer.jsonPath().getString("detail")).isNotBlank();
  }

  @Test
  void shouldNameTheLimitThatAPostedPhotoExceeds() {
    form(new byte[102_401])
        .post("/v1/photos")
        .then()
        .statusCode(413)
        .contentType(PROBLEM)
        .body("limit", equalTo(102_400))
        .body("field", equalTo("photo"));
    form(TestPhotos.pngThatClaims(20_000, 20_000))
        .post("/v1/photos")
        .then()
        .statusCode(422)
        .contentType(PROBLEM)
        .body("type", equalTo("urn:tonework:problem:too-many-pixels"))
        .body("limit", equalTo(150_000_000))
        .body("value", equalTo(400_000_000));
    form("GIF89a........".getBytes(StandardCharsets.US_ASCII))
        .post("/v1/photos")
        .then()
        .statusCode(415)
        .contentType(PROBLEM)
        .body("field", equalTo("photo"));
  }

  @Test
  void shouldNameTheLimitThatABodyExceeds() {
    RequestSpecification form = acme();
    for (int i = 0; i < 5; i++) {
      form.multiPart("photo", i + ".jpg", new byte[300_000], "image/jpeg");
    }

    form.post("/v1/photos")
        .then()
        .statusCode(413)
        .contentType(PROBLEM)
        .body("limit", equalTo(1_048_576));
  }

  @Test
  void shouldAnswerWithAProblemWhenTheRestLayerRefuses() {
    acme().delete("/v1/photos/x").then().statusCode(405).contentType(PROBLEM);
    acme()
        .contentType("text/plain")
        .body("x")
        .post("/v1/photos")
        .then()
        .statusCode(415)
        .contentType(PROBLEM);
    acme()
        .contentType("multipart/form-data")
        .body("x".getBytes(StandardCharsets.US_ASCII))
        .post("/v1/photos")
        .then()
        .statusCode(400)
        .contentType(PROBLEM);
  }

  @Test
  void shouldTellHealthAndMetrics() {
    form(TestPhotos.jpeg(13)).post("/v1/photos").then().statusCode(202);
    await()
        .untilAsserted(() ->
            given()
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'ingest' }.data.redis", equalTo("up")));
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("tonework_ingest_accepted_total{channel=\"posted\",mode=\"auto\"}"));
  }

  private static void put(URI url, byte[] photo) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<Void> answer =
          client.send(
              HttpRequest.newBuilder(url)
                  .PUT(HttpRequest.BodyPublishers.ofByteArray(photo))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }
}
