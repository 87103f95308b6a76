package io.tonework.ingest.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.ingest.multipart.Spool;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes from strangers is taken or refused by a problem that names what was wrong. */
class StrangeFormsTest {
  private static final String TYPE = "multipart/form-data; boundary=cut";
  private static final int FORMS = 2_000;

  @TempDir Path folder;
  private FormReader reader;

  @BeforeEach
  void openSpool() throws IOException {
    reader = new FormReader(new Spool(folder), 3, 1_000, 200_000);
  }

  private static String part(String name, String value) {
    return "--cut\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(name, value);
  }

  private Problem problem(byte[]... parts) {
    java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      body.writeBytes(part);
    }
    body.writeBytes("--cut--\r\n".getBytes(UTF_8));
    return Problems.of(() -> reader.read(TYPE, new ByteArrayInputStream(body.toByteArray())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mode",
        "instruction",
        "user",
        "callback",
        "sliders",
        "regions",
        "priority",
        "format",
        "quality",
        "strip_gps",
        "lookStrength",
        "request"
      })
  void shouldNameAFieldThatComesTwiceOrIsNoText(String name) {
    // When
    Problem twice =
        problem(
            part("photo", "x").getBytes(UTF_8),
            part(name, "1").getBytes(UTF_8),
            part(name, "1").getBytes(UTF_8));
    Problem noText =
        problem(part("photo", "x").getBytes(UTF_8), part(name, "a\u00ff").getBytes(ISO_8859_1));

    // Then
    assertThat(twice.field()).isEqualTo(name);
    assertThat(twice.detail()).contains("twice");
    assertThat(noText.field()).isEqualTo(name);
    assertThat(noText.detail()).contains("UTF-8");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"mode\": \"auto\", \"mode\": \"style\"}",
        "{\"output\": {\"quality\": 1, \"quality\": 2}}",
        "{\"source\": {\"bucket\": \"b\", \"key\": \"k\"}}",
        "{\"upload\": {}}",
        "{} {}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "{\"user\": \"\\ud800\"}",
        "{\"user\": \"..\"}",
        "{\"regions\": [null]}",
        "{\"sliders\": null, \"mode\": \"param\"}",
        "{\"callback\": \"http://h:99999999999/\"}",
      })
  void shouldNameTheRequestWhenItsJsonIsStrange(String json) {
    Problem problem =
        problem(part("photo", "x").getBytes(UTF_8), part("request", json).getBytes(UTF_8));

    assertThat(problem.field()).startsWith("request");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldTakeOrRefuseAFormThatWasChangedAnywhere() throws IOException {
    // Given
    byte[] sound =
        (part("photo\"; filename=\"a.jpg", "bytes of a photo")
                + part("mode", "param")
                + part("sliders", "{\"Vibrance\": 9}")
                + part("quality", "80")
                + part("callback", "https://acme.example/hook")
                + part("look", "LUT_1D_SIZE 2\n0 0 0\n1 1 1\n")
                + "--cut--\r\n")
            .getBytes(UTF_8);
    byte[] alphabet = "\r\n-:;=\"{}[],\\%cut0 \u0000\u00ff".getBytes(ISO_8859_1);
    Random random = new Random(11);
    int taken = 0;

    // When
    for (int i = 0; i < FORMS; i++) {
      byte[] form = sound.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        form[random.nextInt(form.length)] = alphabet[random.nextInt(alphabet.length)];
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(form.length) : form.length;
      try (Submission _ = reader.read(TYPE, new ByteArrayInputStream(form, 0, length))) {
        taken++;
      } catch (ProblemException e) {
        // Then
        assertThat(e.problem().status()).isBetween(400, 422);
        assertThat(e.problem().field()).isNotEmpty();
        assertThat(e.problem().detail().length()).isLessThan(1_500);
      }
    }
    assertThat(taken).isBetween(FORMS / 20, FORMS);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "form-data; name=\"\" | 400 | Content-Disposition | lacks its name",
        "form-data | 400 | Content-Disposition | lacks its name",
        "form-data; name*=UTF-8''user | 400 | Content-Disposition | lacks its name",
        "form-data; name=\"a\"; name=\"b\" | 400 | Content-Disposition | one parameter twice",
        "form-data; name=\"user\"; filename=\"a | 400 | Content-Disposition | not closed",
        "form-data; name=\"user\"{crlf}Content-Disposition: form-data; name=\"mode\" | 400 | Content-Disposition | two",
        "form-data; name=\"user\"{crlf}Content-Transfer-Encoding: base64 | 415 | user | as they are",
        "form-data; name=\"user\"{crlf}content-transfer-encoding: Quoted-Printable | 415 | user | as they are",
        "form-data; name=\"photo\"{crlf}Content-Transfer-Encoding: base64 | 415 | photo | as they are",
        "form-data; name=\"look\"{crlf}Content-Encoding: gzip | 415 | look | as they are"
      })
  void shouldNameWhatIsWrongWithTheHeadersOfAPart(
      String disposition, int status, String field, String detail) {
    // When
    Problem problem =
        problem(
            part("photo", "x").getBytes(UTF_8),
            ("--cut\r\nContent-Disposition: "
                    + disposition.replace("{crlf}", "\r\n")
                    + "\r\n\r\nanna\r\n")
                .getBytes(UTF_8));

    // Then
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.field()).isEqualTo(field);
    assertThat(problem.detail()).contains(detail);
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "form-data; name=user{crlf}Content-Transfer-Encoding: 8bit",
        "form-data; name=\"user\"{crlf}Content-Transfer-Encoding: Binary",
        "form-data;{crlf} name=\"user\"",
        "form-data ; NAME = \"user\" ; filename=\"C:\\a \\\"b\\\".txt\"",
        "form-data; name=\"user\"; filename*=UTF-8''%e2%82%ac"
      })
  void shouldReadHeadersHoweverTheyAreWritten(String disposition) throws IOException {
    // Given
    String form =
        part("photo", "x")
            + "--cut\r\nContent-Disposition: "
            + disposition.replace("{crlf}", "\r\n")
            + "\r\n\r\nanna\r\n--cut--\r\n";

    // When
    try (Submission submission =
        reader.read(TYPE, new ByteArrayInputStream(form.getBytes(UTF_8)))) {
      // Then
      assertThat(((Submission.Posted) submission.items().getFirst()).request().user())
          .isEqualTo("anna");
    }
  }
}
