@NullMarked
package io.tonework.planner.request;

import org.jspecify.annotations.NullMarked;
