@NullMarked
package io.tonework.standalone;

import org.jspecify.annotations.NullMarked;
