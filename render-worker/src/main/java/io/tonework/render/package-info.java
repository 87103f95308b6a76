/** The hand: a pure function of an original and its plan, and the worker around it. */
@NullMarked
package io.tonework.render;

import org.jspecify.annotations.NullMarked;
