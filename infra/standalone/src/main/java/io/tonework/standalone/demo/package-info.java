/** {@code ./tonework demo}: photographs through the whole line, with a table at the end. */
@NullMarked
package io.tonework.standalone.demo;

import org.jspecify.annotations.NullMarked;
