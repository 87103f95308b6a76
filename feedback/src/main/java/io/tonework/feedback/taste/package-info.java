/** Taste: verdicts folded per user and scene, told in words, rebuilt from the topic, forgotten. */
@NullMarked
package io.tonework.feedback.taste;

import org.jspecify.annotations.NullMarked;
