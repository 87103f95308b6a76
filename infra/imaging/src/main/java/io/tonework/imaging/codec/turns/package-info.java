/** Who goes first where more work waits than there are places for it. */
@NullMarked
package io.tonework.imaging.codec.turns;

import org.jspecify.annotations.NullMarked;
