@NullMarked
package io.tonework.planner.claims;

import org.jspecify.annotations.NullMarked;
