package io.tonework.service.binding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tonework.contracts.Mode;
import io.tonework.contracts.Sliders;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  /** A request with a field of each kind. */
  record Sample(
      @Text @Size(max = 5, message = "must have at most {max} characters") @Nullable String text,
      @Max(value = 9, message = "must be at most 9") @Nullable Integer number,
      @Nullable Long bytes,
      @DecimalMax(value = "1", message = "must be at most 1") @Nullable Double fraction,
      @Nullable Boolean flag,
      @Nullable Mode mode,
      @Nullable Sliders sliders,
      @Nullable List<@NotNull(message = "must be there") @Valid Inner> list) {}

  /** What lies deeper. */
  record Inner(@Text @NotNull(message = "is missing") String name) {}

  private static Sample read(String json) {
    return StrictJson.bind(StrictJson.object(json.getBytes(UTF_8)), Sample.class);
  }

  private static Problem problem(byte[] json) {
    return catchThrowableOfType(
            ProblemException.class, () -> StrictJson.bind(StrictJson.object(json), Sample.class))
        .problem();
  }

  @Test
  void shouldBindWhatIsThereAndLeaveTheRestAbsent() {
    assertThat(read("{\"text\": \"Ü\", \"list\": [{\"name\": \"a\"}], \"mode\": null}"))
        .isEqualTo(new Sample("Ü", null, null, null, null, null, null, List.of(new Inner("a"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'texts': 'x'} | texts | the fields are bytes, flag, fraction, list, mode, number, sliders",
        "{'list': [{'name': 'a', 'nam': 1}]} | list[0].nam | unknown field 'list[0].nam'",
        "{'text': 7} | text | must be a text, not 7",
        "{'text': true} | text | must be a text",
        "{'text': ['a']} | text | must be a text",
        "{'text': 'longer'} | text | at most 5 characters, not 6",
        "{'text': ' '} | text | blank",
        "{'text': 'a\\u0007'} | text | control characters",
        "{'text': 'a\\ud800'} | text | surrogate",
        "{'number': '7'} | number | whole number",
        "{'number': 7.0} | number | whole number",
        "{'number': 99999999999} | number | whole number",
        "{'number': 10} | number | at most 9, not 10",
        "{'bytes': 1e400} | bytes | whole number",
        "{'fraction': 'x'} | fraction | must be a number",
        "{'fraction': 2.0} | fraction | at most 1, not 2",
        "{'fraction': 1e300} | fraction | at most 1, not 1.0E300",
        "{'flag': 1} | flag | true or false",
        "{'flag': 'true'} | flag | true or false",
        "{'mode': 'best'} | mode | auto, style, param, reference, not \"best\"",
        "{'mode': 0} | mode | auto, style",
        "{'mode': ''} | mode | auto, style",
        "{'sliders': {'Glow': 1}} | sliders.Glow | Exposure2012",
        "{'sliders': 3} | sliders | JSON object",
        "{'list': {}} | list | JSON array",
        "{'list': 'a'} | list | JSON array",
        "{'list': [null]} | list[0] | must be there",
        "{'list': [{'name': 'a'}, 7]} | list[1] | JSON object",
        "{'list': [{'name': 'a'}, {}]} | list[1].name | is missing",
        "{'text': 'a', 'text': 'b'} | text | comes twice",
        "{'list': [{'name': 'a'}, {'name': 'b', 'name': 'c'}]} | list[1].name | comes twice",
      })
  void shouldNameTheFieldAndSayWhatBelongsThere(String json, String field, String words) {
    Problem problem = problem(json.replace('\'', '"').getBytes(UTF_8));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.field()).isEqualTo(field);
    assertThat(problem.detail()).contains(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "[]", "null", "7", "{} {}", "{}]", "{'a': NaN}", "{a: 1}", "\u0000"})
  void shouldRefuseWhatIsNoSingleObject(String json) {
    assertThat(problem(json.replace('\'', '"').getBytes(UTF_8)).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fraction\": NaN}",
        "{\"fraction\": -Infinity}",
        "{\"fraction\": +1}",
        "{\"fraction\": 01}",
        "{\"text\": 'x'}",
        "{\"text\": \"\\x\"}",
        "{/* why */ \"text\": \"x\"}",
        "{\"text\": \"x\",}",
        "{text: \"x\"}",
        "deep",
        "long"
      })
  void shouldNameNoSwitchOfTheParserWhenTextIsNoJson(String given) {
    // Given
    String json =
        switch (given) {
          case "deep" -> "{\"list\": " + "[".repeat(5000);
          case "long" -> "{\"number\": " + "1".repeat(5000) + "}";
          default -> given;
        };
    // When
    Problem problem = problem(json.getBytes(UTF_8));
    // Then
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.detail())
        .isNotBlank()
        .doesNotContain("Feature", "ALLOW_", "StreamRead", "Constraints", "`");
  }

  @Test
  void shouldSpeakOfTheRequestWhenASecondDocumentFollows() {
    assertThat(problem("{} {}".getBytes(UTF_8)).detail())
        .isEqualTo("the body has more behind its JSON document");
  }

  @Test
  void shouldRefuseTextThatIsNoUtf8() {
    assertThat(problem("{\"text\": \"Ü\"}".getBytes(ISO_8859_1)).detail()).contains("UTF-8");
    assertThat(problem("{}".getBytes(UTF_16)).status()).isEqualTo(400);
  }

  @Test
  void shouldNotRepeatMoreThanTheBeginningOfWhatWasSent() {
    String endless = "x".repeat(100_000);
    for (String json :
        List.of(
            "{\"%s\": 1}",
            "{\"text\": \"%s\"}",
            "{\"mode\": \"%s\"}",
            "{\"mode\": [\"%s\"]}",
            "{\"sliders\": {\"%s\": 1}}",
            "{\"sliders\": {\"Vibrance\": \"%s\"}}",
            "{\"%1$s\": 1, \"%1$s\": 2}",
            "%s")) {
      assertShort(problem(json.formatted(endless).getBytes(UTF_8)));
    }
    assertShort(problem(("{\"number\": " + "9".repeat(900) + "}").getBytes(UTF_8)));
    assertShort(problem(("{\"number\": " + "9".repeat(9_000) + "}").getBytes(UTF_8)));
    assertShort(problem("[".repeat(100_000).getBytes(UTF_8)));
    assertShort(problem("{\"list\":".repeat(10_000).getBytes(UTF_8)));
  }

  private static void assertShort(Problem problem) {
    assertThat(problem.status()).isBetween(400, 422);
    assertThat(problem.detail().length()).isLessThan(1_500);
    assertThat(String.valueOf(problem.field())).hasSizeLessThanOrEqualTo(201);
    assertThat(String.valueOf(problem.value())).hasSizeLessThanOrEqualTo(201);
  }

  /** Bytes that were changed anywhere are either bound or refused, and never anything else. */
  @Test
  void shouldBindOrRefuseWhateverComes() {
    Random random = new Random(7);
    byte[] sound =
        "{\"text\":\"a\",\"number\":3,\"mode\":\"auto\",\"sliders\":{\"Vibrance\":1e1},\"list\":[{\"name\":\"b\"}]}"
            .getBytes(UTF_8);
    byte[] alphabet = "{}[]\":,\\u0e-.19tfn \u0000\u00ff".getBytes(ISO_8859_1);
    for (int i = 0; i < 20_000; i++) {
      byte[] json = sound.clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        json[random.nextInt(json.length)] = alphabet[random.nextInt(alphabet.length)];
      }
      try {
        Sample _ = StrictJson.bind(StrictJson.object(json), Sample.class);
      } catch (ProblemException e) {
        assertThat(e.problem().status()).isIn(400, 422);
      }
    }
  }
}
