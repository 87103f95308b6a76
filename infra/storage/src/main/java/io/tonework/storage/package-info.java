/** How the stores fail, whichever it is. */
@NullMarked
package io.tonework.storage;

import org.jspecify.annotations.NullMarked;
