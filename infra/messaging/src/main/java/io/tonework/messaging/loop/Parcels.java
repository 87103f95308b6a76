package io.tonework.messaging.loop;

import io.tonework.contracts.Failure;
import io.tonework.messaging.event.LoopHeaders;
import io.tonework.messaging.queue.WorkItem;
import io.tonework.messaging.stage.PoisonException;
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
    LoopHeaders.put(headers, LoopHeaders.ATTEMPT, item.attempt() + 1);
    LoopHeaders.put(headers, LoopHeaders.DUE, due.toEpochMilli());
    return headers;
  }

  /** The record's own headers and those of the same attempt, later. */
  Headers forPostponed(WorkItem item, int times, Instant due) {
    Headers headers = copy(item);
    LoopHeaders.put(headers, LoopHeaders.ATTEMPT, item.attempt());
    LoopHeaders.put(headers, LoopHeaders.POSTPONED, times);
    LoopHeaders.put(headers, LoopHeaders.DUE, due.toEpochMilli());
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
    LoopHeaders.put(headers, LoopHeaders.ATTEMPT, item.attempt());
    LoopHeaders.put(headers, LoopHeaders.FAILURE_CODE, failure.code().jsonName());
    LoopHeaders.put(headers, LoopHeaders.ERROR_TOPIC, item.origin().topic());
    LoopHeaders.put(headers, LoopHeaders.ERROR_PARTITION, item.origin().partition());
    LoopHeaders.put(headers, LoopHeaders.ERROR_OFFSET, item.origin().offset());
    LoopHeaders.put(headers, LoopHeaders.ERROR_STAGE, stage);
    LoopHeaders.put(headers, LoopHeaders.ERROR_CLASS_NAME, handler);
    Class<?> fault = cause == null ? PoisonException.class : cause.getClass();
    LoopHeaders.put(headers, LoopHeaders.ERROR_EXCEPTION, fault.getName());
    LoopHeaders.put(headers, LoopHeaders.ERROR_MESSAGE, cut(why, MAX_MESSAGE_CHARS));
    if (cause != null) {
      LoopHeaders.put(
          headers, LoopHeaders.ERROR_STACKTRACE, cut(stacktrace(cause), MAX_STACKTRACE_CHARS));
    }
    return headers;
  }

  private Headers copy(WorkItem item) {
    Headers headers = new RecordHeaders(item.source().headers().toArray());
    LoopHeaders.clear(headers);
    LoopHeaders.put(headers, LoopHeaders.GROUP, group);
    LoopHeaders.put(headers, LoopHeaders.ORIGIN_TOPIC, item.origin().topic());
    LoopHeaders.put(headers, LoopHeaders.ORIGIN_PARTITION, item.origin().partition());
    LoopHeaders.put(headers, LoopHeaders.ORIGIN_OFFSET, item.origin().offset());
    LoopHeaders.put(headers, LoopHeaders.ORIGIN_TIME, item.origin().time().toEpochMilli());
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
