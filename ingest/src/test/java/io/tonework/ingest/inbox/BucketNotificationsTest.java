package io.tonework.ingest.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.ObjectId;
import io.tonework.testkit.StrangeJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketNotificationsTest {
  private static List<ObjectCreated> read(String json) {
    return BucketNotifications.read(json.getBytes(StandardCharsets.UTF_8)).created();
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
                new ObjectId("acme-inbox", "new/summer+trip/caf%C3%A9%2B1.jpg"),
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
        .containsExactly(
            new ObjectCreated(
                new ObjectId("acme-inbox", "a b.jpg"),
                new ObjectId("acme-inbox", "a+b.jpg"),
                "abc",
                null));
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
        "{\"source\": \"aws.s3\", \"detail-type\": \"Object Created\", \"detail\": {}}",
        "{\"EventName\": \"s3:ObjectCreated:Put\", \"Key\": \"bucketonly\"}"
      })
  void shouldRefuseWhatIsNoNotification(String message) {
    assertThatThrownBy(() -> read(message)).isInstanceOf(UnreadableNotificationException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "a b.jpg, a b.jpg, ''",
    "a+b.jpg, a b.jpg, a+b.jpg",
    "a%20b.jpg, a b.jpg, a%20b.jpg",
    "a%2Bb.jpg, a+b.jpg, a%2Bb.jpg",
    "100%.jpg, 100%.jpg, ''",
    "%zz.jpg, %zz.jpg, ''",
    "a%FFb.jpg, a%FFb.jpg, ''",
    "%25.jpg, %.jpg, %25.jpg",
    "café.jpg, café.jpg, ''"
  })
  void shouldMeanTheKeyAsItStandsTooWhenAStoreMayNotEncode(
      String written, String object, String asWritten) {
    // When
    ObjectCreated created =
        read("{\"Records\": [" + entry("ObjectCreated:Put", written, "") + "]}").getFirst();

    // Then
    assertThat(created.object().key()).isEqualTo(object);
    assertThat(created.asWritten())
        .isEqualTo(asWritten.isEmpty() ? null : new ObjectId("acme-inbox", asWritten));
  }

  @Test
  void shouldLeaveOutTheKeyAsItStandsWhenItIsTooLongForOne() {
    // Given a key of 600 bytes, of 1,800 as it is encoded, which stores refuse to look for
    String encoded = "%C3%A9".repeat(300);

    // When
    ObjectCreated created =
        read("{\"Records\": [" + entry("ObjectCreated:Put", encoded, "") + "]}").getFirst();

    // Then
    assertThat(created.object().key()).isEqualTo("\u00e9".repeat(300));
    assertThat(created.asWritten()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_024, 1_025})
  void shouldTakeKeysUpToTheLengthThatStoresAllow(int bytes) {
    // When
    Notified notified =
        BucketNotifications.read(
            ("{\"Records\": [" + entry("ObjectCreated:Put", "k".repeat(bytes), "") + "]}")
                .getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(notified.created()).hasSize(bytes > 1_024 ? 0 : 1);
    assertThat(notified.odd()).hasSize(bytes > 1_024 ? 1 : 0);
  }

  @Test
  void shouldReadEventBridgeWhoseKeysAreNotEncoded() {
    assertThat(
            read(
                """
                {"version": "0", "detail-type": "Object Created", "source": "aws.s3",
                 "detail": {"version": "0", "bucket": {"name": "acme-inbox"},
                            "object": {"key": "in/a+b%20c.jpg", "size": 5, "etag": "e",
                                       "sequencer": "00617F08299329D189"}}}
                """))
        .containsExactly(
            new ObjectCreated(
                new ObjectId("acme-inbox", "in/a+b%20c.jpg"), "e", "00617F08299329D189"));
    assertThat(
            read("{\"source\": \"aws.s3\", \"detail-type\": \"Object Deleted\", \"detail\": {}}"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"eventName\": \"ObjectCreated:Put\"}",
        "{\"eventName\": \"ObjectCreated:Put\", \"s3\": 7}",
        "{\"eventName\": \"ObjectCreated:Put\", \"s3\": {\"bucket\": {\"name\": \"b\"}}}",
        "{\"eventName\": \"ObjectCreated:Put\", \"s3\": {\"bucket\": {\"name\": \"b\"}, \"object\":"
            + " {\"key\": {}}}}",
        "{\"eventName\": \"ObjectCreated:Put\", \"s3\": {\"bucket\": {\"name\": \"b\"}, \"object\":"
            + " {\"key\": \"a\\u0000b\"}}}",
      })
  void shouldReadTheOthersAndSayWhichWhenOneRecordIsOdd(String odd) {
    // When
    Notified notified =
        BucketNotifications.read(
            ("{\"Records\": ["
                    + entry("ObjectCreated:Put", "a.jpg", "")
                    + ","
                    + odd
                    + ","
                    + entry("ObjectCreated:Put", "b.jpg", "")
                    + "]}")
                .getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(notified.created())
        .extracting(created -> created.object().key())
        .containsExactly("a.jpg", "b.jpg");
    assertThat(notified.odd()).singleElement().asString().startsWith("Records[1]: ");
  }

  @Test
  void shouldReadOrRefuseEveryMessageInAFewWords() {
    // Given
    String sound = "{\"Records\": [" + entry("ObjectCreated:Put", "a+b.jpg", "") + "]}";
    int read = 0;

    // When
    for (byte[] message : new StrangeJson(sound, 5).documents(2_000).toList()) {
      try {
        Notified notified = BucketNotifications.read(message);
        read++;
        // Then
        assertThat(notified.odd()).allSatisfy(odd -> assertThat(odd).hasSizeLessThan(300));
      } catch (UnreadableNotificationException e) {
        assertThat(e).message().hasSizeLessThan(300);
      }
    }
    assertThat(read).isBetween(200, 1_900);
  }
}
