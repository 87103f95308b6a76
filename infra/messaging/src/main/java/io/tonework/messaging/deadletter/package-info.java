/** Records that were given up: listing them and replaying them. */
@NullMarked
package io.tonework.messaging.deadletter;

import org.jspecify.annotations.NullMarked;
