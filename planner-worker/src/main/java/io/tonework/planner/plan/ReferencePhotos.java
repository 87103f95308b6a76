package io.tonework.planner.plan;

import org.jspecify.annotations.Nullable;

/**
 * The photos whose edit is carried over, as files.
 *
 * @param before a photo before its edit; null when the photo itself is to become like {@code after}
 * @param after that photo after its edit
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one plan, never compared
public record ReferencePhotos(byte @Nullable [] before, byte[] after) {}
