package io.tonework.messaging.stage;

import io.tonework.messaging.event.TraceContext;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A record that is no event of ours, such as a notification that an object store published itself.
 *
 * @param key the record key; must not be changed
 * @param value the record value, empty for a tombstone; must not be changed
 * @param headers the headers as text; the last one wins when a name repeats
 * @param topic the topic it was published to first, also when this is a later attempt
 * @param partition its partition there
 * @param offset its offset there
 * @param attempt 1 for the first attempt
 * @param trace the trace of its {@code traceparent} header, else a fresh one
 * @param recordTime when it was published first
 * @param stale see {@link #isStale}
 */
@SuppressWarnings(
    "ArrayRecordComponent") // the bytes are Kafka's own; a copy per record buys nothing
public record RawDelivery(
    byte @Nullable [] key,
    byte[] value,
    Map<String, String> headers,
    String topic,
    int partition,
    long offset,
    int attempt,
    TraceContext trace,
    Instant recordTime,
    BooleanSupplier stale) {

  /** Copies the headers. */
  public RawDelivery {
    headers = Map.copyOf(headers);
  }

  /** True when another consumer owns the record by now; see {@link Delivery#isStale}. */
  public boolean isStale() {
    return stale.getAsBoolean();
  }
}
