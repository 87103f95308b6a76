/** Whether and from when on this process computes with the Vector API. */
@NullMarked
package io.tonework.imaging.vectors;

import org.jspecify.annotations.NullMarked;
