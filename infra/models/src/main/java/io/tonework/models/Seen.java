package io.tonework.models;

import java.util.List;

/**
 * What the vision graph saw in one photo.
 *
 * @param tokens {@code float[rows * D]}, the rows that prompts show; not copied
 * @param rows how many
 * @param scenes most probable first; empty when the bundle names none
 * @param content most probable first; empty when the bundle names none
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one plan, never compared
public record Seen(float[] tokens, int rows, List<Tag> scenes, List<Tag> content) {
  /** Copies the lists. */
  public Seen {
    scenes = List.copyOf(scenes);
    content = List.copyOf(content);
  }
}
