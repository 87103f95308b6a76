/**
 * The codec in pure Java, for machines without libvips: slower, fewer formats, the same results.
 */
@NullMarked
package io.tonework.imaging.codec.imageio;

import org.jspecify.annotations.NullMarked;
