/** The part of a bundle that looks, reads an instruction and writes a plan. */
@NullMarked
package io.tonework.models.language;

import org.jspecify.annotations.NullMarked;
