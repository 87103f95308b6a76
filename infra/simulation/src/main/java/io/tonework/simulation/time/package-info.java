/** Virtual time: tasks that run one at a time, in an order that a seed decides, and may die. */
@NullMarked
package io.tonework.simulation.time;

import org.jspecify.annotations.NullMarked;
