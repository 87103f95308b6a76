/** Speed and memory, each figure beside a baseline of the same run. */
@NullMarked
package io.tonework.benchmarks;

import org.jspecify.annotations.NullMarked;
