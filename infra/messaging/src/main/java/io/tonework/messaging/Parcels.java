package io.tonework.messaging;

import io.tonework.contracts.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Builds the headers with which a record travels to its retry topic or its dead-letter topic. */
final class Parcels {
  /** Enough to see where it came from; a deep one must not make the record too large. */
  private static final int MAX_STACKTRACE_CHARS = 8_000;

  private static final int MAX_MESSAGE_CHARS = 2_000;

  private final String stage;
  private final String group;
  private final String handler;

  /**
   * Builds headers for one stage.
   *
   * @param handler the class name of its handler
   */
  Parcels(String stage, String group, String handler) {
    this.stage = stage;
    this.group = group;
    this.handler = handler;
  }

  /** The record's own headers and those of its next attempt. */
  Headers forRetry(WorkItem item, Instant due) {
    Headers headers = copy(item);
    Carried.put(headers, Carried.ATTEMPT, item.attempt() + 1);
    Carried.put(headers, Carried.DUE, due.toEpochMilli());
    return headers;
  }

  /**
   * The record's own headers and Kafka Connect's account of what went wrong.
   *
   * @param failure what the customer is told
   * @param why what the operator is told
   */
  Headers forDeadLetter(WorkItem item, Failure failure, String why, @Nullable Throwable cause) {
    Headers headers = copy(item);
    Carried.put(headers, Carried.ATTEMPT, item.attempt());
    Carried.put(headers, Carried.FAILURE_CODE, failure.code().jsonName());
    Carried.put(headers, Carried.ERROR_TOPIC, item.origin().topic());
    Carried.put(headers, Carried.ERROR_PARTITION, item.origin().partition());
    Carried.put(headers, Carried.ERROR_OFFSET, item.origin().offset());
    Carried.put(headers, Carried.ERROR_STAGE, stage);
    Carried.put(headers, Carried.ERROR_CLASS_NAME, handler);
    Class<?> fault = cause == null ? PoisonException.class : cause.getClass();
    Carried.put(headers, Carried.ERROR_EXCEPTION, fault.getName());
    Carried.put(headers, Carried.ERROR_MESSAGE, cut(why, MAX_MESSAGE_CHARS));
    if (cause != null) {
      Carried.put(headers, Carried.ERROR_STACKTRACE, cut(stacktrace(cause), MAX_STACKTRACE_CHARS));
    }
    return headers;
  }

  private Headers copy(WorkItem item) {
    Headers headers = new RecordHeaders(item.source().headers().toArray());
    Carried.clear(headers);
    Carried.put(headers, Carried.GROUP, group);
    Carried.put(headers, Carried.ORIGIN_TOPIC, item.origin().topic());
    Carried.put(headers, Carried.ORIGIN_PARTITION, item.origin().partition());
    Carried.put(headers, Carried.ORIGIN_OFFSET, item.origin().offset());
    Carried.put(headers, Carried.ORIGIN_TIME, item.origin().time().toEpochMilli());
    return headers;
  }

  private static String stacktrace(Throwable cause) {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static String cut(String text, int maxChars) {
    return text.length() <= maxChars ? text : text.substring(0, maxChars) + "...";
  }
}
