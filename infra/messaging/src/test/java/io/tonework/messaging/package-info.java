@NullMarked
package io.tonework.messaging;

import org.jspecify.annotations.NullMarked;
