/** Two photographs held against each other. */
@NullMarked
package io.tonework.standalone.compare;

import org.jspecify.annotations.NullMarked;
