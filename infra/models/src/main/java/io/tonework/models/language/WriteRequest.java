package io.tonework.models.language;

import io.tonework.contracts.Mode;
import io.tonework.contracts.Priority;
import io.tonework.contracts.Sliders;
import org.jspecify.annotations.Nullable;

/**
 * What the decoder is asked to write.
 *
 * @param mode whose prompt is used
 * @param instruction the customer's words, if there are any
 * @param sliders for a prompt that names them
 * @param priority who goes first
 */
public record WriteRequest(
    Mode mode, @Nullable String instruction, Sliders sliders, Priority priority) {}
