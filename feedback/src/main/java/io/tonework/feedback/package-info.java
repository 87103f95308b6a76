/** The way back: webhooks out, verdicts in, taste. */
@NullMarked
package io.tonework.feedback;

import org.jspecify.annotations.NullMarked;
