@NullMarked
package io.tonework.feedback;

import org.jspecify.annotations.NullMarked;
