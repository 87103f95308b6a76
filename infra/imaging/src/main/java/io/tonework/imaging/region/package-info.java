/**
 * Maps that differ from place to place: soft masks, refined to a photo's edges by a guided filter,
 * and the row map that blends a lattice per region.
 */
@NullMarked
package io.tonework.imaging.region;

import org.jspecify.annotations.NullMarked;
