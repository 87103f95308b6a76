/**
 * A day of a school-photo peak in a simulated cluster: what settings of the autoscaler cost in time
 * and money.
 */
@NullMarked
package io.tonework.benchmarks.scaling;

import org.jspecify.annotations.NullMarked;
