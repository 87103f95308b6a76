package io.tonework.messaging.event;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The headers that the loop itself puts on records, and how headers are read. */
public final class LoopHeaders {
  /** The only consumer group that a record is meant for; others skip it. */
  public static final String GROUP = "tonework.group";

  /** Which attempt this record is, from 1. */
  public static final String ATTEMPT = "tonework.attempt";

  /** How often the attempt was put off because a server was away. */
  public static final String POSTPONED = "tonework.postponed";

  /** When the attempt is due, in epoch milliseconds. */
  public static final String DUE = "tonework.due";

  /** Where the record was published first, and when, in epoch milliseconds. */
  public static final String ORIGIN_TOPIC = "tonework.origin.topic";

  public static final String ORIGIN_PARTITION = "tonework.origin.partition";
  public static final String ORIGIN_OFFSET = "tonework.origin.offset";
  public static final String ORIGIN_TIME = "tonework.origin.time";

  /** The code of the failure that the customer is told. */
  public static final String FAILURE_CODE = "tonework.failure.code";

  /** Marks the dead letter of that partition and offset as replayed. */
  public static final String REPLAYED_PARTITION = "tonework.replayed.partition";

  public static final String REPLAYED_OFFSET = "tonework.replayed.offset";

  /** The names that Kafka Connect gives to what went wrong. */
  public static final String ERROR_TOPIC = "__connect.errors.topic";

  public static final String ERROR_PARTITION = "__connect.errors.partition";
  public static final String ERROR_OFFSET = "__connect.errors.offset";
  public static final String ERROR_STAGE = "__connect.errors.stage";
  public static final String ERROR_CLASS_NAME = "__connect.errors.class.name";
  public static final String ERROR_EXCEPTION = "__connect.errors.exception.class.name";
  public static final String ERROR_MESSAGE = "__connect.errors.exception.message";
  public static final String ERROR_STACKTRACE = "__connect.errors.exception.stacktrace";

  private LoopHeaders() {}

  public static Optional<String> text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  /**
   * The number of a header; the fallback when it is absent or, by a stranger's doing, no number.
   */
  public static long number(Headers headers, String name, long fallback) {
    try {
      return text(headers, name).map(Long::parseLong).orElse(fallback);
    } catch (NumberFormatException e) {
      return fallback;
    }
  }

  public static void put(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  public static void put(Headers headers, String name, long value) {
    put(headers, name, Long.toString(value));
  }

  /** Takes away what an earlier life of the record left: attempts, origin and errors. */
  public static void clear(Headers headers) {
    for (Header header : headers.toArray()) {
      if (header.key().startsWith("tonework.") || header.key().startsWith("__connect.errors.")) {
        headers.remove(header.key());
      }
    }
  }

  public static Map<String, String> asMap(Headers headers) {
    Map<String, String> map = new HashMap<>();
    for (Header header : headers) {
      if (header.value() != null) {
        map.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return map;
  }
}
