/** Runs the line under faults that one seed decides, and checks what must hold at the end. */
@NullMarked
package io.tonework.simulation;

import org.jspecify.annotations.NullMarked;
