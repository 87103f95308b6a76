@NullMarked
package io.tonework.planner;

import org.jspecify.annotations.NullMarked;
