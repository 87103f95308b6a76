/**
 * What is measured of a photo: the facts that hold before anything is done to it, and what a plan
 * changes, group by group, in CIELAB.
 */
@NullMarked
package io.tonework.planner.measures;

import org.jspecify.annotations.NullMarked;
