@NullMarked
package io.tonework.planner.tables;

import org.jspecify.annotations.NullMarked;
