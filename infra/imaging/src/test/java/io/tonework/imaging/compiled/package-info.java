@NullMarked
package io.tonework.imaging.compiled;

import org.jspecify.annotations.NullMarked;
