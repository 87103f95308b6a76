@NullMarked
package io.tonework.feedback.webhook;

import org.jspecify.annotations.NullMarked;
