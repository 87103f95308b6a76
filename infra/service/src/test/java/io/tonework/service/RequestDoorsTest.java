package io.tonework.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.UserName;
import io.tonework.contracts.identity.WebhookId;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemMappers;
import io.tonework.service.problem.ProblemType;
import io.tonework.storage.StoreUnavailable;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ParamConverter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every service does to a request before a resource sees it, and to a fault behind it. */
class RequestDoorsTest {
  private final IdParams ids = new IdParams();
  private final ProblemMappers mappers = new ProblemMappers();

  @ParameterizedTest
  @ValueSource(strings = {"../acme/1", "a/b", "", " ", "..", "a\u0000", "a%2Fb"})
  void shouldAnswerATextThatIsNoIdLikeAnIdThatNobodyHas(String text) {
    // Given
    ParamConverter<PhotoId> converter = converter(PhotoId.class);
    // When
    Problem problem =
        catchThrowableOfType(ProblemException.class, () -> converter.fromString(text)).problem();
    // Then
    assertThat(problem.status()).isEqualTo(404);
    assertThat(problem.field()).isEqualTo("id");
    assertThat(problem.detail()).isEqualTo("there is no photo " + text);
  }

  @Test
  void shouldMakeIdsOfEachKindAndLeaveTheRestToOthers() {
    assertThat(converter(PhotoId.class).fromString("a-1")).isEqualTo(new PhotoId("a-1"));
    assertThat(converter(UserName.class).fromString("ann")).isEqualTo(new UserName("ann"));
    assertThat(converter(PhotoId.class).fromString(null)).isNull();
    assertThatThrownBy(() -> converter(WebhookId.class).fromString("a/b"))
        .isInstanceOf(ProblemException.class)
        .hasMessage("there is no webhook a/b");
    assertThat(ids.getConverter(String.class, String.class, new Annotation[0])).isNull();
  }

  @Test
  void shouldNotRepeatALongTextThatIsNoId() {
    // Given
    String endless = "/".repeat(100_000);
    // When
    Problem problem =
        catchThrowableOfType(
                ProblemException.class, () -> converter(PhotoId.class).fromString(endless))
            .problem();
    // Then
    assertThat(problem.detail()).hasSizeLessThan(300);
    assertThat(String.valueOf(problem.value())).hasSizeLessThan(300);
  }

  private <T> ParamConverter<T> converter(Class<T> type) {
    return Objects.requireNonNull(ids.getConverter(type, type, new Annotation[0]));
  }

  @ParameterizedTest
  @CsvSource({"gzip", "br", "'identity, gzip'", "x"})
  void shouldRefuseABodyThatNobodyWouldDecode(String encoding) {
    // When
    Response answer = new BodyEncoding().refuse(request(encoding)).orElseThrow();
    // Then
    assertThat(answer.getStatus()).isEqualTo(415);
    assertThat(answer.getEntity())
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.field()).isEqualTo("Content-Encoding");
              assertThat(problem.value()).isEqualTo(encoding);
            });
  }

  @Test
  void shouldReadABodyThatIsAsItIs() {
    assertThat(new BodyEncoding().refuse(request(null))).isEmpty();
    assertThat(new BodyEncoding().refuse(request(""))).isEmpty();
    assertThat(new BodyEncoding().refuse(request(" Identity "))).isEmpty();
  }

  @Test
  void shouldSayWhenToTryAgainAndNeverAtOnce() {
    // When
    Response soon =
        mappers.foreseen(
            ProblemException.unavailable("wait", Duration.ofMillis(10), new RuntimeException()));
    Response away = mappers.away(new StoreUnavailable("s3://secret-bucket did not answer", null));
    Response never =
        mappers.foreseen(
            new ProblemException(Problem.of(ProblemType.INVALID_FIELD, "a field is wrong")));
    // Then
    assertThat(soon.getStatus()).isEqualTo(503);
    assertThat(soon.getHeaderString("Retry-After")).isEqualTo("1");
    assertThat(away.getHeaderString("Retry-After")).isEqualTo("5");
    assertThat(String.valueOf(away.getEntity())).doesNotContain("secret-bucket");
    assertThat(never.getStatus()).isEqualTo(422);
    assertThat(never.getHeaderString("Retry-After")).isNull();
  }

  @Test
  void shouldKeepTheCauseOfAFaultOfOursToTheLog() {
    // When
    Response answer = mappers.unforeseen(new IllegalStateException("password=hunter2"));
    // Then
    assertThat(answer.getStatus()).isEqualTo(500);
    assertThat(answer.getMediaType()).hasToString("application/problem+json");
    assertThat(String.valueOf(answer.getEntity())).doesNotContain("hunter2");
  }

  private static ContainerRequestContext request(@Nullable String encoding) {
    return (ContainerRequestContext)
        Proxy.newProxyInstance(
            ContainerRequestContext.class.getClassLoader(),
            new Class<?>[] {ContainerRequestContext.class},
            (_, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("getHeaderString");
              assertThat(arguments).containsExactly("Content-Encoding");
              return encoding;
            });
  }
}
