/**
 * The front door: {@link io.tonework.imaging.ImageCodecs} opens the codec of this machine, in this
 * process or in processes of its own.
 */
@NullMarked
package io.tonework.imaging;

import org.jspecify.annotations.NullMarked;
