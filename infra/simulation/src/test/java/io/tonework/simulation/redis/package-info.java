@NullMarked
package io.tonework.simulation.redis;

import org.jspecify.annotations.NullMarked;
