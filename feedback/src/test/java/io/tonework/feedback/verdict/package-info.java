@NullMarked
package io.tonework.feedback.verdict;

import org.jspecify.annotations.NullMarked;
