@NullMarked
package io.tonework.deploy;

import org.jspecify.annotations.NullMarked;
