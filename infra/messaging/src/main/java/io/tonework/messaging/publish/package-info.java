/** Publishing events, acknowledged by all replicas, from a loop or from outside of one. */
@NullMarked
package io.tonework.messaging.publish;

import org.jspecify.annotations.NullMarked;
