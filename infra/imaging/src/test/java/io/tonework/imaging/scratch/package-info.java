@NullMarked
package io.tonework.imaging.scratch;

import org.jspecify.annotations.NullMarked;
