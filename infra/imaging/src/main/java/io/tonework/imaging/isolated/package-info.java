/**
 * The codec in processes of its own, so that a fault of native code ends one photo's attempt and
 * nothing else: {@link io.tonework.imaging.isolated.IsolatedCodec} on this side of the pipe, {@link
 * io.tonework.imaging.isolated.CodecProcess} on the other, {@link
 * io.tonework.imaging.isolated.Wire} between them.
 */
@NullMarked
package io.tonework.imaging.isolated;

import org.jspecify.annotations.NullMarked;
