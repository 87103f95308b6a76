/**
 * A colour map as data: a lattice of colours, how fine it must be, and the kernels that interpolate
 * it at 8 and 16 bits, with vectors or without.
 */
@NullMarked
package io.tonework.imaging.lattice;

import org.jspecify.annotations.NullMarked;
