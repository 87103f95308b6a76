/** Services as processes of their own, which are told to go or killed while they work. */
@NullMarked
package io.tonework.benchmarks.processes;

import org.jspecify.annotations.NullMarked;
