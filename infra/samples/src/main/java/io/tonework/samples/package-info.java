/**
 * Photographs made by our own code, so that demos, tests and the documents need no one else's.
 *
 * <p>{@link io.tonework.samples.SyntheticPhoto} is the entrance.
 */
@NullMarked
package io.tonework.samples;

import org.jspecify.annotations.NullMarked;
