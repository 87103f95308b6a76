package io.tonework.models.language;

import io.tonework.models.planner.Tag;
import java.util.List;

/**
 * What the vision graph saw in one photo.
 *
 * @param tokens {@code float[rows * D]}, the rows that prompts show; not copied
 * @param rows how many
 * @param scenes most probable first; empty when the bundle names none
 * @param content most probable first; empty when the bundle names none
 * @param plan {@code float[38]}, sliders in -1..1 that the eye alone would set; empty when the
 *     bundle has none; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one plan, never compared
public record Seen(float[] tokens, int rows, List<Tag> scenes, List<Tag> content, float[] plan) {
  /** Copies the lists. */
  public Seen {
    scenes = List.copyOf(scenes);
    content = List.copyOf(content);
  }
}
