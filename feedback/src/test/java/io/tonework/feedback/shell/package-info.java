@NullMarked
package io.tonework.feedback.shell;

import org.jspecify.annotations.NullMarked;
