package io.tonework.messaging.queue;

import io.tonework.contracts.Topics;
import io.tonework.messaging.event.LoopHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record on its way through the loop.
 *
 * @param source the record as it was polled
 * @param lease the ownership under which it was polled
 * @param share whose place it takes
 * @param orderKey records of one order key are handled one at a time, in order
 * @param origin where it was published first
 * @param attempt which attempt this is, from 1
 * @param due when the attempt may begin
 */
public record WorkItem(
    ConsumerRecord<byte[], byte[]> source,
    Lease lease,
    Share share,
    String orderKey,
    Origin origin,
    int attempt,
    Instant due) {

  /** Where and when a record was published first. */
  public record Origin(String topic, int partition, long offset, Instant time) {}

  /**
   * The item of a record that was polled; what retry headers say counts on retry topics only.
   *
   * @param owner the part of a record key within which order is kept
   */
  static WorkItem of(
      ConsumerRecord<byte[], byte[]> source, Lease lease, UnaryOperator<byte[]> owner) {
    String orderKey = orderKey(source, owner);
    Share share = Share.of(source.topic(), source.headers());
    Origin here =
        new Origin(
            source.topic(),
            source.partition(),
            source.offset(),
            Instant.ofEpochMilli(source.timestamp()));
    if (!isRetryTopic(source.topic())) {
      return new WorkItem(source, lease, share, orderKey, here, 1, Instant.EPOCH);
    }
    Headers headers = source.headers();
    Origin origin =
        new Origin(
            LoopHeaders.text(headers, LoopHeaders.ORIGIN_TOPIC).orElse(baseTopic(source.topic())),
            (int) LoopHeaders.number(headers, LoopHeaders.ORIGIN_PARTITION, here.partition()),
            LoopHeaders.number(headers, LoopHeaders.ORIGIN_OFFSET, here.offset()),
            Instant.ofEpochMilli(
                LoopHeaders.number(headers, LoopHeaders.ORIGIN_TIME, source.timestamp())));
    int attempt = Math.clamp(LoopHeaders.number(headers, LoopHeaders.ATTEMPT, 1), 1, 1_000_000);
    Instant due = Instant.ofEpochMilli(LoopHeaders.number(headers, LoopHeaders.DUE, 0));
    return new WorkItem(source, lease, share, orderKey, origin, attempt, due);
  }

  /** True of a topic whose records wait for another attempt. */
  public static boolean isRetryTopic(String topic) {
    return topic.endsWith(Topics.retry(""));
  }

  /** True once a rebalance took the record's partition: what comes of it no longer counts. */
  public boolean isStale() {
    return lease.isStale();
  }

  /** The same record for another attempt. */
  public WorkItem again(int nextAttempt, Instant nextDue) {
    return new WorkItem(source, lease, share, orderKey, origin, nextAttempt, nextDue);
  }

  private static String baseTopic(String retryTopic) {
    return retryTopic.substring(0, retryTopic.length() - Topics.retry("").length());
  }

  /** The key's owner, else something of its own. */
  private static String orderKey(
      ConsumerRecord<byte[], byte[]> source, UnaryOperator<byte[]> owner) {
    // Latin-1 keeps every byte apart; the character beyond it keeps keyless records apart from keys
    return source.key() == null
        ? "\u0100" + source.topic() + "-" + source.partition() + "@" + source.offset()
        : new String(owner.apply(source.key()), StandardCharsets.ISO_8859_1);
  }
}
