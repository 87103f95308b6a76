@NullMarked
package io.tonework.feedback.view;

import org.jspecify.annotations.NullMarked;
