/**
 * Events on the wire: CloudEvents in Kafka records, the trace that travels with them, and the
 * headers that the loop adds.
 */
@NullMarked
package io.tonework.messaging.event;

import org.jspecify.annotations.NullMarked;
