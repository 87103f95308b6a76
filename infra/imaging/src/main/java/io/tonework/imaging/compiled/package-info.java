/**
 * A colour map as a short program instead of a lattice: the stages of a renderer of the known form,
 * compiled into tables and run on each pixel, with vectors or without.
 */
@NullMarked
package io.tonework.imaging.compiled;

import org.jspecify.annotations.NullMarked;
