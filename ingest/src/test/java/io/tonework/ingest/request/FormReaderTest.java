package io.tonework.ingest.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.Mode;
import io.tonework.contracts.Priority;
import io.tonework.ingest.multipart.Spool;
import io.tonework.ingest.request.Submission.Posted;
import io.tonework.ingest.request.Submission.Refused;
import io.tonework.service.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormReaderTest {
  private static final String TYPE = "multipart/form-data; boundary=cut";

  @TempDir Path folder;
  private FormReader reader;

  @BeforeEach
  void openSpool() throws IOException {
    reader = new FormReader(new Spool(folder), 3, 10, 2_000);
  }

  private Submission read(String... parts) throws IOException {
    String body = String.join("", parts) + "--cut--\r\n";
    return reader.read(TYPE, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  private static String field(String name, String value) {
    return "--cut\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  private static String photo(String filename, String content) {
    return "--cut\r\nContent-Disposition: form-data; name=\"photo\"; filename=\""
        + filename
        + "\"\r\nContent-Type: text/lies\r\n\r\n"
        + content
        + "\r\n";
  }

  @Test
  void shouldReadAPhotoWithItsRequestWhicheverComesFirst() throws IOException {
    // Given
    String request = field("request", "{\"mode\":\"auto\",\"user\":\"u\"}");

    try (Submission before = read(request, photo("a.jpg", "bytes"));
        Submission after = read(photo("a.jpg", "bytes"), request)) {
      // When
      Posted posted = (Posted) before.items().getFirst();

      // Then
      assertThat(before.batch()).isFalse();
      assertThat(posted.filename()).isEqualTo("a.jpg");
      assertThat(posted.request().user()).isEqualTo("u");
      assertThat(posted.file().path()).hasContent("bytes");
      assertThat(after.items().getFirst().fingerprint()).isEqualTo(posted.fingerprint());
    }
    assertThat(folder).isEmptyDirectory();
  }

  private static String part(String name, String content) {
    return photo("x", content).replace("name=\"photo\"", "name=\"" + name + "\"");
  }

  @Test
  void shouldReadThePhotosOfAReferenceThatComeAlong() throws IOException {
    try (Submission submission =
        read(
            field("mode", "reference"),
            field("priority", "bulk"),
            part("reference_before", "old"),
            photo("a", "x"),
            part("reference_after", "new"))) {
      // When
      Posted posted = (Posted) submission.items().getFirst();
      PostedReference reference = Objects.requireNonNull(posted.reference());

      // Then
      assertThat(Objects.requireNonNull(reference.before()).path()).hasContent("old");
      assertThat(reference.after().path()).hasContent("new");
      assertThat(posted.request().retouch().urgency()).isEqualTo(Priority.BULK);
      assertThat(posted.file().path()).hasContent("x");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldLeaveNoReferenceBehindWhenEveryPhotoIsTooLong() throws IOException {
    // When
    try (Submission submission =
        read(
            field("mode", "reference"),
            photo("a", "longer than 10"),
            part("reference_before", "old"),
            part("reference_after", "new"))) {
      // Then
      assertThat(submission.items()).singleElement().isInstanceOf(Refused.class);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldSayWhichPhotoOfAReferenceIsMissingOrTooMany() {
    assertThatThrownBy(() -> read(field("mode", "reference"), photo("a", "x")))
        .hasMessageContaining("reference_after alone");
    assertThatThrownBy(() ->
            read(field("mode", "reference"), photo("a", "x"), part("reference_before", "old")))
        .hasMessageContaining("the part reference_after is missing");
    assertThatThrownBy(() -> read(photo("a", "x"), part("reference_after", "new")))
        .hasMessageContaining("belong to reference mode");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldReadPlainFields() throws IOException {
    try (Submission submission =
        read(field("mode", "param"), field("sliders", "{\"Vibrance\": 9}"), photo("a", "x"))) {
      // When
      Posted posted = (Posted) submission.items().getFirst();

      // Then
      assertThat(posted.request().retouch().mode()).isEqualTo(Mode.PARAM);
      assertThat(posted.request().retouch().sliders().toJson()).containsEntry("Vibrance", 9.0);
    }
  }

  @Test
  void shouldKeepTheOtherPhotosWhenOneIsTooLong() throws IOException {
    try (Submission submission =
        read(photo("1", "short"), photo("2", "longer than 10"), photo("3", "short"))) {
      // Then
      assertThat(submission.batch()).isTrue();
      assertThat(submission.items()).hasSize(3);
      assertThat(submission.items().get(0)).isInstanceOf(Posted.class);
      assertThat(submission.items().get(1))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> {
                assertThat(refused.filename()).isEqualTo("2");
                assertThat(refused.problem().status()).isEqualTo(413);
                assertThat(refused.problem().limit()).isEqualTo(10);
              });
      assertThat(submission.items().get(2)).isInstanceOf(Posted.class);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldNameWhatIsWrongAndLeaveNoFileBehind() {
    // When
    Problem noPhoto = Problems.of(() -> read(field("mode", "auto")));
    Problem unknown = Problems.of(() -> read(photo("a", "x"), field("colour", "red")));
    Problem both =
        Problems.of(() -> read(photo("a", "x"), field("mode", "auto"), field("request", "{}")));
    Problem badMode = Problems.of(() -> read(photo("a", "x"), field("mode", "best")));
    Problem inRequest =
        Problems.of(() -> read(photo("a", "x"), field("request", "{\"output\":{\"quality\":0}}")));
    Problem badJson = Problems.of(() -> read(photo("a", "x"), field("request", "{")));
    Problem tooMany =
        Problems.of(() -> read(photo("1", ""), photo("2", ""), photo("3", ""), photo("4", "")));
    Problem tooLong = Problems.of(() -> read(photo("a", "x"), field("user", "x".repeat(3_000))));

    // Then
    assertThat(noPhoto.field()).isEqualTo("photo");
    assertThat(unknown.field()).isEqualTo("colour");
    assertThat(both.field()).isEqualTo("request");
    assertThat(badMode.field()).isEqualTo("mode");
    assertThat(inRequest.field()).isEqualTo("request.output.quality");
    assertThat(badJson.status()).isEqualTo(400);
    assertThat(tooMany.limit()).isEqualTo(3);
    assertThat(tooLong.status()).isEqualTo(413);
    assertThat(tooLong.limit()).isEqualTo(2_000);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldRefuseAFormThatBreaksOff() {
    // Given
    byte[] half = photo("a", "x").getBytes(StandardCharsets.UTF_8);

    // When
    Problem brokenOff = Problems.of(() -> reader.read(TYPE, new ByteArrayInputStream(half)));
    Problem noBoundary =
        Problems.of(() -> reader.read("multipart/form-data", new ByteArrayInputStream(half)));

    // Then
    assertThat(brokenOff.status()).isEqualTo(400);
    assertThat(noBoundary.detail()).contains("boundary");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldNameTheHeaderWhenABodyComesWithoutAContentType() {
    // Given
    byte[] body = photo("a", "x").getBytes(StandardCharsets.UTF_8);

    // When
    Problem problem = Problems.of(() -> reader.read(null, new ByteArrayInputStream(body)));

    // Then
    assertThat(problem.status()).isEqualTo(415);
    assertThat(problem.field()).isEqualTo("Content-Type");
    assertThat(folder).isEmptyDirectory();
  }
}
