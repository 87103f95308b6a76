/**
 * Pictures in, pictures out: what a file is, how it is decoded and written, and how a colour map is
 * applied to every pixel of it.
 *
 * <p>{@link io.tonework.imaging.ImageCodec} is the port; {@link io.tonework.imaging.ImageCodecs}
 * picks the implementation. {@link io.tonework.imaging.Lattice} is a colour map as data.
 */
@NullMarked
package io.tonework.imaging;

import org.jspecify.annotations.NullMarked;
