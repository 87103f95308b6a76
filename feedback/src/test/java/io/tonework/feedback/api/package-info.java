@NullMarked
package io.tonework.feedback.api;

import org.jspecify.annotations.NullMarked;
