/**
 * What a stage says of itself: topics, handler, retries; what it is handed, and what it answers or
 * throws.
 */
@NullMarked
package io.tonework.messaging.stage;

import org.jspecify.annotations.NullMarked;
