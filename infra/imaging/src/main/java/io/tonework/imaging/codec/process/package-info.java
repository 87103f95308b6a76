/**
 * The codec in processes of its own, so that a fault of native code ends one photo's attempt and
 * nothing else: {@link io.tonework.imaging.codec.process.IsolatedCodec} on this side of the pipe,
 * {@link io.tonework.imaging.codec.process.CodecProcess} on the other, {@link
 * io.tonework.imaging.codec.process.Wire} between them.
 */
@NullMarked
package io.tonework.imaging.codec.process;

import org.jspecify.annotations.NullMarked;
