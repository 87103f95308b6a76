/** Temporary folders that go with the process that made them, however that ends. */
@NullMarked
package io.tonework.imaging.scratch;

import org.jspecify.annotations.NullMarked;
