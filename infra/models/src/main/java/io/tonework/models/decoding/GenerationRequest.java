package io.tonework.models.decoding;

import io.tonework.contracts.Priority;
import io.tonework.models.grammar.GrammarLimits;
import java.util.List;

/**
 * An answer to be written.
 *
 * @param prompt what the decoder is given
 * @param limits what it may not say
 * @param prefix tokens of the answer that are settled already
 * @param priority who goes first
 */
public record GenerationRequest(
    Prompt prompt, GrammarLimits limits, List<Integer> prefix, Priority priority) {
  public GenerationRequest {
    prefix = List.copyOf(prefix);
  }
}
