/** The whole line in this JVM: embedded servers and the four services, on one directory. */
@NullMarked
package io.tonework.standalone.line;

import org.jspecify.annotations.NullMarked;
