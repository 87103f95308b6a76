/** The part of a bundle that turns latents into a colour map. */
@NullMarked
package io.tonework.models.renderer;

import org.jspecify.annotations.NullMarked;
