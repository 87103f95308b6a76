/**
 * Redis in memory: its values, and the views of the line over them, each with its script's rules.
 */
@NullMarked
package io.tonework.simulation.redis;

import org.jspecify.annotations.NullMarked;
