/**
 * What can be said of a photo before and after: an aspect, of the whole picture or of one colour,
 * goes one way, by a size that deserves a word.
 */
@NullMarked
package io.tonework.planner.claims;

import org.jspecify.annotations.NullMarked;
