package io.tonework.ingest.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.RetouchRequest;
import io.tonework.ingest.request.Submission.ForUpload;
import io.tonework.ingest.request.Submission.FromSource;
import io.tonework.ingest.request.Submission.Refused;
import io.tonework.service.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionReaderTest {
  private static final PhotoRequest AUTO = new PhotoRequest(null, RetouchRequest.auto(), null);

  private final SubmissionReader reader = new SubmissionReader(3, 1_000, Set.of("image/jpeg"));

  private Submission read(String json) {
    return reader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldReadASource() {
    // When
    Submission submission = read("{'source': {'bucket': 'b', 'key': 'a/ü.jpg'}}");

    // Then
    assertThat(submission)
        .isEqualTo(new Submission(false, java.util.List.of(new FromSource(AUTO, "b", "a/ü.jpg"))));
  }

  @Test
  void shouldReadWhereTheReferenceLies() {
    // When
    FromSource photo =
        (FromSource)
            read("{'source': {'bucket': 'b', 'key': 'k'}, 'mode': 'reference',"
                    + " 'reference': {'after': {'bucket': 'c', 'key': 'fine.jpg'}}}")
                .items()
                .getFirst();

    // Then
    assertThat(photo.request().reference())
        .isEqualTo(new ReferenceRequest(null, new ObjectId("c", "fine.jpg")));
  }

  @Test
  void shouldReadARequestForAnUpload() {
    // When
    Submission bare = read("{'upload': {}}");
    Submission full = read("{'upload': {'contentType': 'image/jpeg', 'sizeBytes': 1000}}");

    // Then
    assertThat(bare.items()).containsExactly(new ForUpload(AUTO));
    assertThat(full).isEqualTo(bare);
  }

  @Test
  void shouldKeepTheGoodPhotosOfABatch() {
    // When
    Submission submission =
        read(
            """
            {'photos': [{'upload': {}}, {'upload': {}, 'mode': 'x'},
                        {'source': {'bucket': 'b', 'key': 'k'}}]}
            """);

    // Then
    assertThat(submission.batch()).isTrue();
    assertThat(submission.items()).hasSize(3);
    assertThat(submission.items().get(0)).isEqualTo(new ForUpload(AUTO));
    assertThat(submission.items().get(1))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.problem().field()).isEqualTo("photos[1].mode"));
    assertThat(submission.items().get(2)).isEqualTo(new FromSource(AUTO, "b", "k"));
  }

  @Test
  void shouldRefuseAPhotoOfABatchThatIsNoObject() {
    // When
    Submission submission = read("{'photos': [7]}");

    // Then
    assertThat(submission.items().getFirst())
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.problem().field()).isEqualTo("photos[0]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | 422 | source",
        "{'source': {'bucket': 'b', 'key': 'k'}, 'upload': {}} | 422 | upload",
        "{'source': {'bucket': 'b'}} | 422 | source.key",
        "{'source': {'key': 'k'}} | 422 | source.bucket",
        "{'source': 's3://b/k'} | 422 | source",
        "{'upload': {}, 'mode': 'reference'} | 422 | reference",
        "{'upload': {}, 'mode': 'reference', 'reference': {}} | 422 | reference.after",
        "{'upload': {}, 'reference': {'after': {}}} | 422 | reference.after.bucket",
        "{'upload': {}, 'priority': 'soon'} | 422 | priority",
        "{'source': {'bucket': 'b', 'key': 'k', 'region': 'x'}} | 422 | source.region",
        "{'upload': true} | 422 | upload",
        "{'upload': {'size': 3}} | 422 | upload.size",
        "{'upload': {'sizeBytes': -1}} | 422 | upload.sizeBytes",
        "{'upload': {'sizeBytes': 1001}} | 413 | upload.sizeBytes",
        "{'upload': {'contentType': 'text/html'}} | 415 | upload.contentType",
        "{'photos': {}} | 422 | photos",
        "{'photos': []} | 422 | photos",
        "{'photos': [{}, {}, {}, {}]} | 422 | photos",
        "{'photos': [], 'mode': 'auto'} | 422 | mode",
      })
  void shouldNameTheFieldAtFault(String json, int status, String field) {
    // When
    Problem problem = Problems.of(() -> read(json));

    // Then
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.field()).isEqualTo(field);
  }

  @Test
  void shouldNameTheLimitOfABatch() {
    // When
    Problem problem = Problems.of(() -> read("{'photos': [1, 2, 3, 4]}"));

    // Then
    assertThat(problem.limit()).isEqualTo(3);
    assertThat(problem.value()).isEqualTo(4);
  }

  @Test
  void shouldFingerprintContentAndNotItsSpelling() {
    // Given
    Submission one = read("{'source': {'bucket': 'b', 'key': 'k'}, 'mode': 'auto'}");
    Submission same = read("{ 'mode':'auto', 'source': {'key': 'k', 'bucket': 'b'}}");
    Submission other = read("{'source': {'bucket': 'b', 'key': 'k2'}, 'mode': 'auto'}");

    // When, Then
    assertThat(one.items().getFirst().fingerprint())
        .isEqualTo(same.items().getFirst().fingerprint())
        .isNotEqualTo(other.items().getFirst().fingerprint());
  }
}
