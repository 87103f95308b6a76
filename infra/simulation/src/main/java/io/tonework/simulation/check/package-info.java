/** What must hold once all faults have ceased and the line has settled. */
@NullMarked
package io.tonework.simulation.check;

import org.jspecify.annotations.NullMarked;
