package io.tonework.models.decoding;

import io.tonework.models.grammar.Grammar;
import java.util.List;

/**
 * What the decoder wrote and decided.
 *
 * @param ids every token
 * @param path the edge of the grammar that each of them took
 * @param hidden {@code float[3 * D]}, the states of the retouch tokens: light, global colour,
 *     specific colour
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one plan, never compared
public record Answer(List<Integer> ids, List<Grammar.Edge> path, float[] hidden) {
  public Answer {
    ids = List.copyOf(ids);
    path = List.copyOf(path);
  }
}
