/** Commands for who runs the line: dead letters and rebuilds. */
@NullMarked
package io.tonework.standalone.operate;

import org.jspecify.annotations.NullMarked;
