package io.tonework.ingest.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.ObjectId;
import io.tonework.service.problem.Problem;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads bucket notifications: Amazon's event message structure 2.x, MinIO's, which wraps the same
 * records into {@code EventName} and {@code Key}, Ceph's, and the events of Amazon's EventBridge.
 * Everything but newly written objects is left out, Amazon's {@code s3:TestEvent} too.
 */
public final class BucketNotifications {
  private static final String CREATED = "ObjectCreated:";
  private static final int MAX_FAULT_CHARS = 160;
  private static final int MAX_KEY_BYTES = 1_024;

  private BucketNotifications() {}

  /**
   * The objects that a message names, and what is wrong with those of its records that name none.
   *
   * @throws UnreadableNotificationException when it is no notification as a whole
   */
  public static Notified read(byte[] json) {
    JsonNode message = parse(json);
    JsonNode records = message.path("Records");
    Reading reading = new Reading();
    if (records.isArray() && !records.isEmpty()) {
      records.forEach(reading::take);
    } else if (message.has("EventName") && message.has("Key")) {
      if (isCreated(message.path("EventName").asText())) {
        reading.created.add(fromKey(message.path("Key").asText()));
      }
    } else if (message.path("source").asText().equals("aws.s3")) {
      if (message.path("detail-type").asText().equals("Object Created")) {
        reading.created.add(fromBridge(message.path("detail")));
      }
    } else if (!records.isArray() && !message.path("Event").asText().equals("s3:TestEvent")) {
      throw new UnreadableNotificationException(
          "the record has neither Records nor EventName and Key", null);
    }
    return new Notified(reading.created, reading.odd);
  }

  /** Takes the records of a message one by one. */
  private static final class Reading {
    final List<ObjectCreated> created = new ArrayList<>();
    final List<String> odd = new ArrayList<>();
    int count;

    void take(JsonNode entry) {
      try {
        if (isCreated(entry.path("eventName").asText())) {
          created.add(fromRecord(entry));
        }
      } catch (UnreadableNotificationException e) {
        odd.add("Records[" + count + "]: " + e.getMessage());
      }
      count++;
    }
  }

  private static JsonNode parse(byte[] json) {
    try {
      JsonNode message = ContractsJson.mapper().readTree(json);
      if (message == null || !message.isObject()) {
        throw new UnreadableNotificationException("the record is no JSON object", null);
      }
      return message;
    } catch (JsonProcessingException e) {
      throw new UnreadableNotificationException(
          "the record is no JSON: " + Problem.excerpt(e.getOriginalMessage(), MAX_FAULT_CHARS), e);
    } catch (IOException e) {
      throw new UnreadableNotificationException("the record is no JSON", e);
    }
  }

  private static boolean isCreated(String eventName) {
    // Amazon writes ObjectCreated:Put, MinIO s3:ObjectCreated:Put
    String name = eventName.startsWith("s3:") ? eventName.substring(3) : eventName;
    return name.startsWith(CREATED);
  }

  /**
   * Amazon and MinIO encode the key as in a form, others leave it as it is; that a key holds a plus
   * or a percent sign says nothing about which of them wrote it.
   */
  private static ObjectCreated fromRecord(JsonNode entry) {
    JsonNode s3 = entry.path("s3");
    String bucket = s3.path("bucket").path("name").asText();
    JsonNode object = s3.path("object");
    String written = object.path("key").asText();
    String decoded = decoded(written).filter(BucketNotifications::isKey).orElse(written);
    return new ObjectCreated(
        objectId(bucket, decoded),
        decoded.equals(written) || !isKey(written) ? null : objectId(bucket, written),
        unquoted(text(object, "eTag")),
        text(object, "sequencer"));
  }

  /** EventBridge's detail, whose key is not encoded. */
  private static ObjectCreated fromBridge(JsonNode detail) {
    JsonNode object = detail.path("object");
    return new ObjectCreated(
        objectId(detail.path("bucket").path("name").asText(), object.path("key").asText()),
        unquoted(text(object, "etag")),
        text(object, "sequencer"));
  }

  /** MinIO's top-level key: bucket and key with a slash between, not encoded. */
  private static ObjectCreated fromKey(String bucketAndKey) {
    int slash = bucketAndKey.indexOf('/');
    if (slash < 0) {
      throw new UnreadableNotificationException(
          "Key '" + Problem.excerpt(bucketAndKey) + "' names no object", null);
    }
    return new ObjectCreated(
        objectId(bucketAndKey.substring(0, slash), bucketAndKey.substring(slash + 1)), null, null);
  }

  private static ObjectId objectId(String bucket, String key) {
    if (bucket.isEmpty() || key.isEmpty()) {
      throw new UnreadableNotificationException(
          "a record lacks s3.bucket.name or s3.object.key", null);
    }
    if (!isKey(key)) {
      throw new UnreadableNotificationException(
          "no object can have the key '" + Problem.excerpt(key) + "'", null);
    }
    return new ObjectId(bucket, key);
  }

  /** False for what every store refuses to look for, and would refuse again at each attempt. */
  private static boolean isKey(String text) {
    return text.indexOf('\0') < 0 && text.getBytes(StandardCharsets.UTF_8).length <= MAX_KEY_BYTES;
  }

  /** The key that this text encodes; empty when it encodes none. */
  private static Optional<String> decoded(String key) {
    try {
      String decoded = URLDecoder.decode(key, StandardCharsets.UTF_8);
      // bytes that are no text were never a key of ours to name
      return decoded.indexOf('\uFFFD') >= 0 ? Optional.empty() : Optional.of(decoded);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
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
