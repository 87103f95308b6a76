/** Verdicts in: what a user thinks of a finished photo becomes a fact on the topic. */
@NullMarked
package io.tonework.feedback.verdict;

import org.jspecify.annotations.NullMarked;
