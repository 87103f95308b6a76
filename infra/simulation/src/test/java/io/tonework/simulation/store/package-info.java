@NullMarked
package io.tonework.simulation.store;

import org.jspecify.annotations.NullMarked;
