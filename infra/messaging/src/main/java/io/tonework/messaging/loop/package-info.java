/**
 * The running stage: polls, hands records to the handler, publishes what comes of them, commits.
 */
@NullMarked
package io.tonework.messaging.loop;

import org.jspecify.annotations.NullMarked;
