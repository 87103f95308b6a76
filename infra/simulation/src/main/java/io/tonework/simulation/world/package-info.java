/** What a run consists of beside the line itself: time, faults, servers, and what was seen. */
@NullMarked
package io.tonework.simulation.world;

import org.jspecify.annotations.NullMarked;
