/** Keeps a long run's memory at what it works with. */
@NullMarked
package io.tonework.standalone.memory;

import org.jspecify.annotations.NullMarked;
