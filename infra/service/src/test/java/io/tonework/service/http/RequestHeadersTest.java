package io.tonework.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.tonework.service.problem.Problem;
import io.vertx.core.MultiMap;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestHeadersTest {
  private final RequestHeaders headers = new RequestHeaders(1_000);

  private Optional<Problem> fault(String... namesAndValues) {
    MultiMap map = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers.fault(map);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Type | application/json",
        "content-type | multipart/form-data; boundary=\"a b\"",
        "Content-Type | image/svg+xml ; q=1",
        "Transfer-Encoding | Chunked",
        "Content-Length | 1000",
        "Idempotency-Key | a"
      })
  void shouldLetThroughWhatCanBeReadInOneWay(String name, String value) {
    assertThat(fault("Host", "x", name, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Type | json | 415",
        "Content-Type | / | 415",
        "Content-Type | a/b, c/d | 415",
        "Content-Type | '' | 415",
        "Transfer-Encoding | gzip, chunked | 400",
        "Transfer-Encoding | identity | 400",
        "Content-Length | 1001 | 413",
        "Idempotency-Key | '' | 400"
      })
  void shouldNameTheHeaderWhenItCannotBeReadInOneWay(String name, String value, int status) {
    // When
    Problem problem = fault("Host", "x", name, value).orElseThrow();

    // Then
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.field()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"Host", "Content-Type", "authorization", "X-API-Key", "Idempotency-Key"})
  void shouldRefuseAHeaderThatComesTwice(String name) {
    // When
    Problem problem = fault(name, "a/b", name, "c/d").orElseThrow();

    // Then
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.field()).isEqualToIgnoringCase(name);
  }

  @Test
  void shouldTellALongAddressFromLongHeadersAndBothFromWhatIsNoHttp() {
    assertThat(
            UnreadableRequests.problem(
                    new TooLongHttpLineException("An HTTP line is larger than 4096 bytes."))
                .status())
        .isEqualTo(414);
    assertThat(
            UnreadableRequests.problem(
                    new TooLongHttpHeaderException("HTTP header is larger than 8192 bytes."))
                .status())
        .isEqualTo(431);
    assertThat(UnreadableRequests.problem(new IllegalArgumentException("x")).status())
        .isEqualTo(400);
  }
}
