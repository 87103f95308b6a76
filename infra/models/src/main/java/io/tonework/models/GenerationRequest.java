package io.tonework.models;

import io.tonework.contracts.Priority;
import java.util.List;

/**
 * An answer to be written.
 *
 * @param prompt what the decoder is given
 * @param limits what it may not say
 * @param prefix tokens of the answer that are settled already
 * @param priority who goes first
 */
record GenerationRequest(
    Prompt prompt, GrammarLimits limits, List<Integer> prefix, Priority priority) {
  GenerationRequest {
    prefix = List.copyOf(prefix);
  }
}
