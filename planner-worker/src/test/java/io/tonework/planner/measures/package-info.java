@NullMarked
package io.tonework.planner.measures;

import org.jspecify.annotations.NullMarked;
