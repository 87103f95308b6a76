/**
 * Which records are in memory, which is handled next and which offsets may be committed: decided
 * without threads, clocks or Kafka. Nothing here is thread-safe.
 */
@NullMarked
package io.tonework.messaging.queue;

import org.jspecify.annotations.NullMarked;
