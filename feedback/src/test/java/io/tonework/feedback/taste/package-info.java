@NullMarked
package io.tonework.feedback.taste;

import org.jspecify.annotations.NullMarked;
