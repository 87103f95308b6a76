/** The part of a bundle that decides without words: photo, sliders or another photo to an edit. */
@NullMarked
package io.tonework.models.planner;

import org.jspecify.annotations.NullMarked;
