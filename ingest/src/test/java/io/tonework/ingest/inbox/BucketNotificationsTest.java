package io.tonework.ingest.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.ObjectId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketNotificationsTest {
  private static List<ObjectCreated> read(String json) {
    return BucketNotifications.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String entry(String event, String key, String rest) {
    return """
    {"eventVersion": "2.3", "eventSource": "aws:s3", "awsRegion": "eu-central-1",
     "eventTime": "2026-11-21T10:00:00.000Z", "eventName": "%s",
     "s3": {"s3SchemaVersion": "1.0", "configurationId": "inbox",
            "bucket": {"name": "acme-inbox", "arn": "arn:aws:s3:::acme-inbox"},
            "object": {"key": "%s", "size": 1024%s}}}
    """
        .formatted(event, key, rest);
  }

  @Test
  void shouldReadAmazonsRecords() {
    // Given
    String message =
        "{\"Records\": ["
            + entry(
                "ObjectCreated:Put",
                "new/summer+trip/caf%C3%A9%2B1.jpg",
                ", \"eTag\": \"d41d8\", \"sequencer\": \"0055AED6DCD90281E5\"")
            + ","
            + entry("ObjectCreated:CompleteMultipartUpload", "b.jpg", "")
            + "]}";

    // When
    List<ObjectCreated> created = read(message);

    // Then
    assertThat(created)
        .containsExactly(
            new ObjectCreated(
                new ObjectId("acme-inbox", "new/summer trip/café+1.jpg"),
                "d41d8",
                "0055AED6DCD90281E5"),
            new ObjectCreated(new ObjectId("acme-inbox", "b.jpg"), null, null));
  }

  @Test
  void shouldReadMinioAndNormaliseItsEtag() {
    // Given
    String message =
        "{\"EventName\": \"s3:ObjectCreated:Put\", \"Key\": \"acme-inbox/a b.jpg\", \"Records\": ["
            + entry("s3:ObjectCreated:Put", "a+b.jpg", ", \"eTag\": \"\\\"abc\\\"\"")
            + "]}";

    // When
    List<ObjectCreated> created = read(message);

    // Then
    assertThat(created)
        .containsExactly(new ObjectCreated(new ObjectId("acme-inbox", "a b.jpg"), "abc", null));
  }

  @Test
  void shouldReadMiniosKeyWhenItHasNoRecords() {
    // When
    List<ObjectCreated> created =
        read("{\"EventName\": \"s3:ObjectCreated:Put\", \"Key\": \"acme-inbox/x/a+b.jpg\"}");

    // Then
    assertThat(created)
        .containsExactly(new ObjectCreated(new ObjectId("acme-inbox", "x/a+b.jpg"), null, null));
  }

  @Test
  void shouldLeaveOutWhatIsNoNewObject() {
    assertThat(read("{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\", \"Bucket\": \"b\"}"))
        .isEmpty();
    assertThat(read("{\"Records\": [" + entry("ObjectRemoved:Delete", "a", "") + "]}")).isEmpty();
    assertThat(read("{\"Records\": [" + entry("ObjectTagging:Put", "a", "") + "]}")).isEmpty();
    assertThat(read("{\"Records\": []}")).isEmpty();
    assertThat(read("{\"EventName\": \"s3:ObjectRemoved:Delete\", \"Key\": \"b/k\"}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{}",
        "{\"Records\": 7}",
        "{\"Records\": [{\"eventName\": \"ObjectCreated:Put\"}]}",
        "{\"Records\": [{\"eventName\": \"ObjectCreated:Put\", \"s3\": {\"bucket\": {\"name\":"
            + " \"b\"}, \"object\": {\"key\": \"%zz\"}}}]}",
        "{\"EventName\": \"s3:ObjectCreated:Put\", \"Key\": \"bucketonly\"}"
      })
  void shouldRefuseWhatIsNoNotification(String message) {
    assertThatThrownBy(() -> read(message)).isInstanceOf(UnreadableNotificationException.class);
  }
}
