package io.tonework.planner.measures;

import io.tonework.models.planner.Tag;
import java.util.List;

/**
 * What the eye saw in the photo: its scene and content words.
 *
 * @param scenes most probable first; empty when nobody looked
 * @param content most probable first
 */
public record Sight(List<Tag> scenes, List<Tag> content) {
  /** Nobody looked. */
  public static final Sight NONE = new Sight(List.of(), List.of());

  /** Copies the lists. */
  public Sight {
    scenes = List.copyOf(scenes);
    content = List.copyOf(content);
  }
}
