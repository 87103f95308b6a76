package io.tonework.planner.plan;

import io.tonework.models.language.WriteRequest;
import io.tonework.planner.wishes.MisreadingCheck;
import org.jspecify.annotations.Nullable;

/**
 * What the writer is asked.
 *
 * @param request what its prompt is filled with
 * @param check holds what it writes against the words; null when nothing else is known of them
 * @param isHeard true when there are words and the prompt has a place for them
 * @param isUnread true when the words are in another language, or in none, and are left out
 */
record Instruction(
    WriteRequest request, @Nullable MisreadingCheck check, boolean isHeard, boolean isUnread) {}
