/** Topics as a whole: creating them, and reading one from its beginning to its end. */
@NullMarked
package io.tonework.messaging.topic;

import org.jspecify.annotations.NullMarked;
