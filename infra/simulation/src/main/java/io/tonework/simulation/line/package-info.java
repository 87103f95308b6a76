/** The processes of the line: the real handlers and loops, wired to a world. */
@NullMarked
package io.tonework.simulation.line;

import org.jspecify.annotations.NullMarked;
