/**
 * Applies a colour map to the rows of a picture in its own colour space, and blends the maps of its
 * regions.
 */
@NullMarked
package io.tonework.imaging.rows;

import org.jspecify.annotations.NullMarked;
