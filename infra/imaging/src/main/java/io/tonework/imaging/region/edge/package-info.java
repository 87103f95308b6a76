/** Fits soft masks to the edges of a photo by a guided filter. */
@NullMarked
package io.tonework.imaging.region.edge;

import org.jspecify.annotations.NullMarked;
