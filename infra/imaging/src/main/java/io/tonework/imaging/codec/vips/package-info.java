/**
 * The codec on libvips, called through the foreign function interface: native memory belongs to the
 * call that made it, and is freed when the call returns.
 */
@NullMarked
package io.tonework.imaging.codec.vips;

import org.jspecify.annotations.NullMarked;
