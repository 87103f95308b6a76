package io.tonework.models.planner;

import io.tonework.contracts.Latents;
import io.tonework.contracts.Sliders;
import java.util.List;

/**
 * What the planner decided for one photo in auto mode.
 *
 * @param sliders the edit as sliders
 * @param latents the edit as latents of the bundle's renderer
 * @param scenes every scene of the bundle, most probable first; at least one
 * @param content every content tag of the bundle, most probable first
 */
public record AutoResult(Sliders sliders, Latents latents, List<Tag> scenes, List<Tag> content) {
  /** Copies the lists. */
  public AutoResult {
    scenes = List.copyOf(scenes);
    content = List.copyOf(content);
  }

  /** The name of the most probable scene. */
  public String scene() {
    return scenes.getFirst().name();
  }
}
