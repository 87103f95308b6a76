@NullMarked
package io.tonework.benchmarks.scaling;

import org.jspecify.annotations.NullMarked;
