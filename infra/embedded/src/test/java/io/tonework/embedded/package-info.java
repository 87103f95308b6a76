@NullMarked
package io.tonework.embedded;

import org.jspecify.annotations.NullMarked;
