/**
 * Pixels in memory: a small RGB picture, what may be done to the rows of a large one, and dithering
 * from 16 to 8 bits.
 */
@NullMarked
package io.tonework.imaging.pixels;

import org.jspecify.annotations.NullMarked;
