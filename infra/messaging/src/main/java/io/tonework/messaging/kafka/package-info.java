/**
 * Kafka's clients: where the broker is, how consumers and producers are set up, and which partition
 * a key belongs to.
 */
@NullMarked
package io.tonework.messaging.kafka;

import org.jspecify.annotations.NullMarked;
