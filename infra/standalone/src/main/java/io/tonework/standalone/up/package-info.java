/** {@code ./tonework up}: the whole line, serving until it is told to stop. */
@NullMarked
package io.tonework.standalone.up;

import org.jspecify.annotations.NullMarked;
