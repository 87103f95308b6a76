/** The command line, and the whole line in one JVM. */
@NullMarked
package io.tonework.standalone;

import org.jspecify.annotations.NullMarked;
