/**
 * The model of a user's taste: what a verdict says, how verdicts sum up, and what a plan takes from
 * the sums. Knows no store.
 */
@NullMarked
package io.tonework.taste;

import org.jspecify.annotations.NullMarked;
