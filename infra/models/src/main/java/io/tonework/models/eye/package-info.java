/** The way from a photo to the numbers that a graph looks at: steps, resampling, planes. */
@NullMarked
package io.tonework.models.eye;

import org.jspecify.annotations.NullMarked;
