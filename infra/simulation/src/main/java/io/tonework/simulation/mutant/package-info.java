/** Faults of our own making, which the simulation must find. */
@NullMarked
package io.tonework.simulation.mutant;

import org.jspecify.annotations.NullMarked;
