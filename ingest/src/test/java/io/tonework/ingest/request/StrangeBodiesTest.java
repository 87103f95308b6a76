package io.tonework.ingest.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Sha256;
import io.tonework.ingest.Forms;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.testkit.StrangeJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a body is, it is taken or refused by a problem that names a field and is short. */
class StrangeBodiesTest {
  private static final String PLACE = "{\"bucket\": \"acme-uploads\", \"key\": \"in/1.jpg\"}";
  private static final String SOUND =
      """
      {"mode": "auto", "instruction": "a bit warmer", "user": "anna",
       "callback": "https://acme.example/hook", "priority": "interactive",
       "output": {"format": "jpeg", "quality": 80, "stripGps": true},
       "regions": [{"name": "sky", "sliders": {"Vibrance": 5}, "groups": ["light"], "exact": true,
                    "mask": {"bucket": "b", "key": "k", "sha256": "%s"}}],
       "look": {"sha256": "%s", "strength": 0.5}}
      """
          .formatted(Sha256.of("mask"), Sha256.of("look"));

  private final SubmissionReader reader = new SubmissionReader(5, 1_000, Set.of("image/jpeg"));

  @TempDir private Path folder;

  private int taken;

  private interface Reading {
    void read() throws IOException;
  }

  private void takeOrRefuse(byte[] body, Reading reading) throws IOException {
    try {
      reading.read();
      taken++;
    } catch (ProblemException e) {
      check(e.problem(), body);
    }
  }

  private static void check(Problem problem, byte[] body) {
    String written = ContractsJson.write(problem);
    String sent = new String(body, StandardCharsets.UTF_8);
    String shown = sent.substring(0, Math.min(sent.length(), 300));
    assertThat(problem.status()).as(shown).isIn(400, 413, 415, 422);
    assertThat(problem.field()).as(shown).isNotEmpty();
    assertThat(StrangeJson.marks(written)).as(shown).isLessThanOrEqualTo(200);
    assertThat(written.length()).as(shown).isLessThan(2_500);
  }

  private void post(byte[] body) throws IOException {
    takeOrRefuse(
        body,
        () -> {
          try (Submission submission = reader.read(body)) {
            submission.items().stream()
                .filter(Submission.Refused.class::isInstance)
                .forEach(refused -> check(((Submission.Refused) refused).problem(), body));
          }
        });
  }

  @Test
  void shouldTakeOrRefuseEveryJson() throws IOException {
    // When, Then
    String upload = SOUND.strip().replaceFirst("[{]", "{\"upload\": {\"sizeBytes\": 5}, ");
    String source = SOUND.strip().replaceFirst("[{]", "{\"source\": " + PLACE + ", ");
    String batch = "{\"photos\": [" + upload + "," + source + "]}";
    for (String sound : List.of(upload, source, batch)) {
      for (byte[] body : new StrangeJson(sound, sound.length()).documents(1_000).toList()) {
        post(body);
      }
    }
    assertThat(taken).isBetween(50, 2_900);
  }

  @Test
  void shouldTakeOrRefuseEveryRequestOfAForm() throws IOException {
    // When, Then
    for (byte[] request : new StrangeJson(SOUND, 7).documents(600).toList()) {
      takeOrRefuse(request, () -> Forms.withPhoto(1).part("request", request).read(folder).close());
    }
    for (byte[] sliders : new StrangeJson("{\"Vibrance\": 5}", 8).documents(300).toList()) {
      takeOrRefuse(
          sliders,
          () ->
              Forms.withPhoto(1)
                  .part("mode", "param")
                  .part("sliders", sliders)
                  .read(folder)
                  .close());
    }
    assertThat(taken).isBetween(5, 890);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldTakeOrRefuseEveryHeaderOfAPart() throws IOException {
    // Given
    Random random = new Random(23);
    String mark = String.valueOf(StrangeJson.MARKER);
    List<String> pieces =
        List.of(
            "; name=\"a\"",
            "; name=photo",
            "; name=",
            "; filename=\"x",
            "; filename*=UTF-8''%e2%",
            "\"",
            "\\",
            ";",
            "=",
            "\r\nContent-Disposition: form-data",
            "\r\n ",
            "\u0000",
            "\r",
            "\r\nContent-Transfer-Encoding: base64",
            "; name=\"" + mark.repeat(900) + "\"",
            "; filename=\"" + mark.repeat(900) + "\"",
            mark.repeat(1_500),
            "; x=" + "y".repeat(3_000),
            "\"".repeat(5_000),
            "\\\"".repeat(2_000),
            "\r\nX: " + "z".repeat(9_000));

    // When, Then
    for (int i = 0; i < 1_500; i++) {
      StringBuilder name = new StringBuilder("user\"");
      for (int piece = random.nextInt(4); piece >= 0; piece--) {
        name.append(pieces.get(random.nextInt(pieces.size())));
      }
      name.append(random.nextBoolean() ? "; q=\"" : "");
      byte[] sent = name.toString().getBytes(StandardCharsets.UTF_8);
      takeOrRefuse(
          sent, () -> Forms.withPhoto(1).part(name.toString(), "anna").read(folder).close());
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldTakeOrRefuseEveryLook() throws IOException {
    // Given
    byte[] sound =
        ("TITLE \"a\"\nLUT_3D_SIZE 2\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 1 1 1\n" + "0.5 0 1\n".repeat(8))
            .getBytes(StandardCharsets.US_ASCII);
    Random random = new Random(31);
    List<String> inserts =
        new ArrayList<>(List.of("1e999", "NaN", "-", "\u0000", "\r", "\"", "\n"));
    inserts.add(String.valueOf(StrangeJson.MARKER).repeat(3_000));
    inserts.add("LUT_3D_SIZE 99999999999");
    inserts.add("9".repeat(4_000));

    // When, Then
    for (int i = 0; i < 1_500; i++) {
      StringBuilder look = new StringBuilder(new String(sound, StandardCharsets.US_ASCII));
      look.insert(random.nextInt(look.length()), inserts.get(random.nextInt(inserts.size())));
      look.setLength(random.nextInt(3) == 0 ? random.nextInt(look.length()) : look.length());
      byte[] bytes = look.toString().getBytes(StandardCharsets.UTF_8);
      takeOrRefuse(bytes, () -> LookFile.check(bytes, "look"));
    }
    assertThat(taken).isBetween(1, 1_400);
  }
}
