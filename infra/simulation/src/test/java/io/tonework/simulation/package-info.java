@NullMarked
package io.tonework.simulation;

import org.jspecify.annotations.NullMarked;
