package io.tonework.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tonework.contracts.ContractsJson;
import io.tonework.testkit.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no HTTP, or more of it than is read, is answered like anything else that is refused. */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class StrangeRequestsIT {
  private static final Map<String, String> PIECES =
      Map.of(
          "{crlf}",
          "\r\n",
          "{nul}",
          "\0",
          "{ff}",
          "\u00ff",
          "{auth}",
          "Host: x\r\nAuthorization: Bearer " + ServersResource.ACME_KEY + "\r\n",
          "{json}",
          "Content-Type: application/json\r\n",
          "{5k}",
          "a".repeat(5_000),
          "{99k}",
          "a".repeat(99_000),
          "{9headers}",
          "X-A: b\r\n".repeat(9_000));

  private static RawHttp.Answer send(String request) throws IOException {
    String bytes = request;
    for (Map.Entry<String, String> piece : PIECES.entrySet()) {
      bytes = bytes.replace(piece.getKey(), piece.getValue());
    }
    return new RawHttp(URI.create("http://127.0.0.1:" + RestAssured.port)).send(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400 | malformed-request | | GARBAGE{crlf}{crlf}",
        "400 | malformed-request | | \u0016\u0003\u0002 x y z{crlf}{crlf}",
        "400 | malformed-request | | GET /v1/photos/x{crlf}{crlf}",
        "400 | malformed-request | | GET /v1/photos/x HTTP/1.1{crlf}{crlf}",
        "400 | malformed-request | | GET /v1/photos/x HTTP/1.1{crlf}Host: ZAP%n:abc{crlf}{crlf}",
        "400 | malformed-request | | GET /v1/photos/a b HTTP/1.1{crlf}{auth}{crlf}",
        "400 | malformed-request | | GET /v1/photos/%zz HTTP/1.1{crlf}{auth}{crlf}",
        "400 | malformed-request | | GET /v1/photos/x?a=% HTTP/1.1{crlf}{auth}{crlf}",
        "400 | malformed-request | | GET /v1/photos/x HTTP/1.1{crlf}{auth}X-A: a{nul}b{crlf}{crlf}",
        "400 | malformed-request | | GET /v1/photos/x HTTP/1.1{crlf}{auth}X A: b{crlf}{crlf}",
        "400 | malformed-request | | GET /v1/photos/x HTTP/1.1{crlf}{auth}XA{crlf}{crlf}",
        "400 | malformed-request | | G<>T /v1/photos/x HTTP/1.1{crlf}{auth}{crlf}",
        "400 | malformed-request | | POST /v1/photos HTTP/1.1{crlf}{auth}{json}Content-Length: abc{crlf}{crlf}{}",
        "400 | malformed-request | | POST /v1/photos HTTP/1.1{crlf}{auth}{json}Content-Length: -1{crlf}{crlf}{}",
        "400 | malformed-request | | POST /v1/photos HTTP/1.1{crlf}{auth}{json}Content-Length: 99999999999999999999{crlf}{crlf}{}",
        "400 | malformed-request | | POST /v1/photos HTTP/1.1{crlf}{auth}{json}Content-Length: 2{crlf}Content-Length: 3{crlf}{crlf}{}x",
        "400 | malformed-request | | POST /v1/photos HTTP/1.1{crlf}{auth}{json}Content-Length: 2{crlf}Transfer-Encoding: chunked{crlf}{crlf}2{crlf}{}{crlf}0{crlf}{crlf}",
        "400 | malformed-request | Transfer-Encoding | POST /v1/photos HTTP/1.1{crlf}{auth}{json}Transfer-Encoding: gzip, chunked{crlf}{crlf}2{crlf}{}{crlf}0{crlf}{crlf}",
        "400 | malformed-request | Authorization | GET /v1/photos/x HTTP/1.1{crlf}{auth}Authorization: Bearer other{crlf}{crlf}",
        "400 | malformed-request | Idempotency-Key | POST /v1/photos HTTP/1.1{crlf}{auth}{json}Idempotency-Key: a{crlf}Idempotency-Key: b{crlf}Content-Length: 13{crlf}{crlf}{\"upload\":{}}",
        "400 | malformed-request | Idempotency-Key | POST /v1/photos HTTP/1.1{crlf}{auth}{json}Idempotency-Key:{crlf}Content-Length: 13{crlf}{crlf}{\"upload\":{}}",
        "422 | invalid-field | Idempotency-Key | POST /v1/photos HTTP/1.1{crlf}{auth}{json}Idempotency-Key: {ff}{5k}{crlf}Content-Length: 13{crlf}{crlf}{\"upload\":{}}",
        "404 | not-found | | OPTIONS * HTTP/1.1{crlf}{auth}{crlf}",
        "404 | not-found | | CONNECT x:1 HTTP/1.1{crlf}{auth}{crlf}",
        "404 | not-found | | GET v1/photos HTTP/1.1{crlf}{auth}{crlf}",
        "404 | not-found | | GET /nope HTTP/1.1{crlf}{auth}{crlf}",
        "404 | not-found | id | GET /v1/photos/{ff} HTTP/1.1{crlf}{auth}{crlf}",
        "405 | method-not-allowed | | FOO /v1/photos/x HTTP/1.1{crlf}{auth}{crlf}",
        "406 | not-acceptable | Accept | GET /v1/photos/x HTTP/1.1{crlf}{auth}Accept: ;;;///{crlf}{crlf}",
        "413 | too-many-bytes | Content-Length | POST /v1/photos HTTP/1.1{crlf}{auth}{json}Content-Length: 99999999999999{crlf}{crlf}{}",
        "413 | too-many-bytes | Content-Length | POST /v1/photos HTTP/1.1{crlf}{auth}Content-Type: multipart/form-data; boundary=x{crlf}Content-Length: 999999999{crlf}{crlf}--x",
        "414 | uri-too-long | | GET /v1/photos/{5k} HTTP/1.1{crlf}{auth}{crlf}",
        "414 | uri-too-long | | GET /v1/photos/{99k} HTTP/1.1{crlf}{auth}{crlf}",
        "415 | unsupported-format | Content-Type | POST /v1/photos HTTP/1.1{crlf}{auth}Content-Length: 2{crlf}{crlf}{}",
        "415 | unsupported-format | Content-Type | POST /v1/photos HTTP/1.1{crlf}{auth}Content-Type: ;;/;{crlf}Content-Length: 2{crlf}{crlf}{}",
        "415 | unsupported-format | Content-Type | POST /v1/photos HTTP/1.1{crlf}{auth}Content-Type: {5k}{crlf}Content-Length: 2{crlf}{crlf}{}",
        "415 | unsupported-format | Content-Type | POST /v1/photos HTTP/1.1{crlf}{auth}Content-Type: a/b, c/d{crlf}Content-Length: 2{crlf}{crlf}{}",
        "415 | unsupported-format | Content-Encoding | POST /v1/photos HTTP/1.1{crlf}{auth}{json}Content-Encoding: gzip{crlf}Content-Length: 2{crlf}{crlf}{}",
        "431 | headers-too-long | | GET /v1/photos/x HTTP/1.1{crlf}{auth}X-A: {99k}{crlf}{crlf}",
        "431 | headers-too-long | | GET /v1/photos/x HTTP/1.1{crlf}{auth}{9headers}{crlf}"
      })
  void shouldAnswerWithAProblemWhenARequestIsStrange(
      int status, String type, String field, String request) throws IOException {
    // When
    RawHttp.Answer answer = send(request);

    // Then
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    JsonNode problem = ContractsJson.mapper().readTree(answer.body());
    assertThat(problem.path("type").asText()).isEqualTo("urn:tonework:problem:" + type);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("field").asText()).isEqualTo(field == null ? "" : field);
    assertThat(answer.body()).doesNotContain("a".repeat(100));
  }

  @Test
  void shouldSendCallersOnWithoutRepeatingTheHostThatTheyNamed() throws IOException {
    // When
    RawHttp.Answer answer =
        send(
            "POST /v1/photos HTTP/1.1{crlf}{auth}{json}X-Forwarded-Host: evil.example{crlf}"
                + "Content-Length: 13{crlf}{crlf}{\"upload\":{}}");

    // Then
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).startsWith("/v1/photos/");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void shouldTakeTheNextRequestOfAConnectionAfterOneThatWasRefused() throws IOException {
    // When
    RawHttp.Answer answer =
        send(
            "GET /v1/photos/%0d%0a HTTP/1.1{crlf}{auth}{crlf}"
                + "GET /v1/photos/x%00 HTTP/1.1{crlf}{auth}{crlf}");

    // Then
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Connection")).isNull();
  }
}
