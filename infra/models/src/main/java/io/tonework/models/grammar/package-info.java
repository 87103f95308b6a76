/** The automaton of what may be written about a photo, and what each of its phrases claims. */
@NullMarked
package io.tonework.models.grammar;

import org.jspecify.annotations.NullMarked;
