package io.tonework.ingest.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.LookRef;
import io.tonework.contracts.Sha256;
import io.tonework.ingest.Forms;
import io.tonework.service.binding.StrictJson;
import io.tonework.service.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);
  private static final String CUBE = "LUT_1D_SIZE 2\n0 0 0\n1 1 0.9\n";

  @TempDir Path folder;

  private PhotoRequest posted(Forms form) throws IOException {
    try (Submission submission = form.read(folder)) {
      return ((Submission.Posted) submission.items().getFirst()).request();
    }
  }

  private Problem problem(Forms form) {
    return Problems.of(() -> posted(form));
  }

  private static PhotoRequest json(String look) {
    return StrictJson.bind(
            StrictJson.object(("{\"look\": " + look.replace('\'', '"') + "}").getBytes(UTF_8)),
            NewPhoto.class)
        .wish(MaskUploads.NONE);
  }

  @Test
  void shouldNameAFileByItsDigestWhenItComesWithAForm() throws IOException {
    // When
    PhotoRequest byFields =
        posted(Forms.withPhoto(1).part("lookStrength", "0.4").part("look", CUBE));
    PhotoRequest byJson =
        posted(
            Forms.withPhoto(1)
                .part("look", CUBE)
                .part("request", "{\"look\": {\"strength\": 0.4}}"));

    // Then
    LookRef look = new LookRef(Sha256.of(CUBE.getBytes(UTF_8)), 0.4);
    assertThat(byFields.retouch().look()).isEqualTo(look);
    assertThat(byJson.retouch().look()).isEqualTo(look);
    assertThat(byFields.lookSource())
        .isInstanceOfSatisfying(
            LookSource.Sent.class, sent -> assertThat(sent.file()).asString().isEqualTo(CUBE));
    assertThat(Fingerprints.of(byFields)).isEqualTo(Fingerprints.of(byJson));
  }

  @Test
  void shouldReadALookThatWasSentBefore() throws IOException {
    assertThat(posted(Forms.withPhoto(1).part("look", DIGEST)).retouch().look())
        .isEqualTo(new LookRef(DIGEST, 1));
    assertThat(json("{'sha256': '" + DIGEST + "', 'strength': 0}").retouch().look())
        .isEqualTo(new LookRef(DIGEST, 0));
  }

  @Test
  void shouldNameLineAndLimitWhenAFormsLookIsWrong() {
    // When
    Problem syntax = problem(Forms.withPhoto(1).part("look", "LUT_3D_SIZE 2\n0 0 x\n"));
    Problem tooLong = problem(Forms.withPhoto(1).part("look", new byte[LookFile.MAX_BYTES + 1]));
    Problem twice = problem(Forms.withPhoto(1).part("look", CUBE).part("look", CUBE));
    Problem digest = problem(Forms.withPhoto(1).part("look", DIGEST.substring(1)));
    Problem strength = problem(Forms.withPhoto(1).part("look", CUBE).part("lookStrength", "70"));
    Problem alone = problem(Forms.withPhoto(1).part("lookStrength", "0.7"));
    Problem both =
        problem(
            Forms.withPhoto(1)
                .part("look", CUBE)
                .part("request", "{\"look\": {\"sha256\": \"" + DIGEST + "\"}}"));

    // Then
    assertThat(syntax.field()).isEqualTo("look");
    assertThat(syntax.detail()).contains("line 2").contains("'x'");
    assertThat(tooLong.status()).isEqualTo(413);
    assertThat(tooLong.limit()).isEqualTo(LookFile.MAX_BYTES);
    assertThat(twice.detail()).contains("one part look");
    assertThat(digest.detail()).contains("64 lower-case hex digits");
    assertThat(strength.field()).isEqualTo("lookStrength");
    assertThat(strength.detail()).contains("0 to 1, not 70");
    assertThat(alone.field()).isEqualTo("lookStrength");
    assertThat(both.field()).isEqualTo("request.look");
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'strength': 0.5} | look.sha256",
        "{'sha256': 'ABC'} | look.sha256",
        "{'sha256': '0', 'strength': 1.1} | look.strength",
        "{'sha256': '0', 'strength': '1'} | look.strength",
        "{'sha256': '0', 'bucket': 'b'} | look.key",
        "{'sha256': '0', 'key': 'k'} | look.bucket",
        "{'file': 'a.cube'} | look.file",
        "film.cube | look",
      })
  void shouldNameTheFieldWhenALookIsWrong(String look, String field) {
    String value = look.startsWith("{") ? look : "'" + look + "'";

    assertThat(Problems.of(() -> json(value)).field()).isEqualTo(field);
  }
}
