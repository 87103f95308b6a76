/** The ports of the line as one process reaches them: over its wire, with the faults of the run. */
@NullMarked
package io.tonework.simulation.remote;

import org.jspecify.annotations.NullMarked;
