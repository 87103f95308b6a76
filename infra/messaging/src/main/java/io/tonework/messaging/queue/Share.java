package io.tonework.messaging.queue;

import io.tonework.contracts.Priority;
import io.tonework.contracts.Topics;
import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.event.LoopHeaders;
import org.apache.kafka.common.header.Headers;

/**
 * Whose place a record takes while it is handled.
 *
 * @param lane how urgent it is
 * @param tenant whose it is; empty when its headers do not tell
 */
record Share(Priority lane, String tenant) {
  /** What headers and topic tell; the value is not read. */
  static Share of(String topic, Headers headers) {
    boolean bulk =
        Topics.isBatch(topic)
            || LoopHeaders.text(headers, "ce_" + EventCodec.PRIORITY)
                .filter(Priority.BULK.jsonName()::equals)
                .isPresent();
    return new Share(
        bulk ? Priority.BULK : Priority.INTERACTIVE,
        LoopHeaders.text(headers, "ce_" + EventCodec.TENANT).orElse(""));
  }
}
