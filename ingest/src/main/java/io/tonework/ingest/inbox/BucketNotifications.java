package io.tonework.ingest.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.ObjectId;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads bucket notifications: Amazon's event message structure 2.x, and MinIO's, which wraps the
 * same records into {@code EventName} and {@code Key}. Everything but newly written objects is left
 * out, Amazon's {@code s3:TestEvent} too.
 */
public final class BucketNotifications {
  private static final String CREATED = "ObjectCreated:";

  private BucketNotifications() {}

  /**
   * The objects that a record names, in its order.
   *
   * @throws UnreadableNotificationException when it is no notification
   */
  public static List<ObjectCreated> read(byte[] json) {
    JsonNode message = parse(json);
    JsonNode records = message.path("Records");
    List<ObjectCreated> created = new ArrayList<>();
    if (records.isArray() && !records.isEmpty()) {
      for (JsonNode entry : records) {
        if (isCreated(entry.path("eventName").asText())) {
          created.add(fromRecord(entry));
        }
      }
    } else if (message.has("EventName") && message.has("Key")) {
      if (isCreated(message.path("EventName").asText())) {
        created.add(fromKey(message.path("Key").asText()));
      }
    } else if (!records.isArray() && !message.path("Event").asText().equals("s3:TestEvent")) {
      throw new UnreadableNotificationException(
          "the record has neither Records nor EventName and Key", null);
    }
    return created;
  }

  private static JsonNode parse(byte[] json) {
    try {
      JsonNode message = ContractsJson.mapper().readTree(json);
      if (message == null || !message.isObject()) {
        throw new UnreadableNotificationException("the record is no JSON object", null);
      }
      return message;
    } catch (IOException e) {
      throw new UnreadableNotificationException("the record is no JSON: " + e.getMessage(), e);
    }
  }

  private static boolean isCreated(String eventName) {
    // Amazon writes ObjectCreated:Put, MinIO s3:ObjectCreated:Put
    String name = eventName.startsWith("s3:") ? eventName.substring(3) : eventName;
    return name.startsWith(CREATED);
  }

  private static ObjectCreated fromRecord(JsonNode entry) {
    JsonNode s3 = entry.path("s3");
    String bucket = s3.path("bucket").path("name").asText();
    JsonNode object = s3.path("object");
    String key = decode(object.path("key").asText());
    return new ObjectCreated(
        objectId(bucket, key), unquoted(text(object, "eTag")), text(object, "sequencer"));
  }

  /** MinIO's top-level key: bucket and key with a slash between, not encoded. */
  private static ObjectCreated fromKey(String bucketAndKey) {
    int slash = bucketAndKey.indexOf('/');
    if (slash < 0) {
      throw new UnreadableNotificationException("Key '" + bucketAndKey + "' names no object", null);
    }
    return new ObjectCreated(
        objectId(bucketAndKey.substring(0, slash), bucketAndKey.substring(slash + 1)), null, null);
  }

  private static ObjectId objectId(String bucket, String key) {
    if (bucket.isEmpty() || key.isEmpty()) {
      throw new UnreadableNotificationException(
          "a record lacks s3.bucket.name or s3.object.key", null);
    }
    return new ObjectId(bucket, key);
  }

  private static String decode(String key) {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new UnreadableNotificationException("key '" + key + "' is not URL-encoded", e);
    }
  }

  private static @Nullable String text(JsonNode object, String name) {
    String text = object.path(name).asText();
    return text.isEmpty() ? null : text;
  }

  private static @Nullable String unquoted(@Nullable String etag) {
    return etag == null ? null : etag.replace("\"", "");
  }
}
