package io.tonework.models.decoding;

import java.util.List;

/**
 * What the decoder is given before it writes: token ids, and -1 where a row of image features
 * stands. Immutable.
 *
 * @param ids token ids or -1
 * @param features {@code float[n * D]}, the rows of those -1 in order; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one plan, never compared
public record Prompt(List<Integer> ids, float[] features) {
  /** Stands for a row of features. */
  public static final int IMAGE = -1;

  public Prompt {
    ids = List.copyOf(ids);
  }
}
