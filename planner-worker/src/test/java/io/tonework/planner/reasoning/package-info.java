@NullMarked
package io.tonework.planner.reasoning;

import org.jspecify.annotations.NullMarked;
