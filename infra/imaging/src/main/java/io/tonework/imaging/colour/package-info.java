/**
 * Colour spaces of photographs: what the numbers of a pixel mean, and how a map that is defined on
 * sRGB is carried over to them.
 */
@NullMarked
package io.tonework.imaging.colour;

import org.jspecify.annotations.NullMarked;
