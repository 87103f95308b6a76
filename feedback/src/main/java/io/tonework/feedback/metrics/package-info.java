/** What this service measures. */
@NullMarked
package io.tonework.feedback.metrics;

import org.jspecify.annotations.NullMarked;
