package io.tonework.contracts;

import org.jspecify.annotations.Nullable;

/**
 * An edit to carry over: another photo before and after it.
 *
 * @param before that photo before its edit; null when the photo itself is to become like {@code
 *     after}
 * @param after that photo after its edit
 */
public record ReferencePair(@Nullable SourceObject before, SourceObject after) {}
