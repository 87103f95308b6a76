package io.tonework.planner.plan;

import io.tonework.models.language.Seen;
import io.tonework.models.planner.AutoResult;
import io.tonework.planner.measures.Sight;
import org.jspecify.annotations.Nullable;

/**
 * What a model saw in a photo.
 *
 * @param sight in its words; {@link Sight#NONE} when nobody looked
 * @param features what the writer is shown; null when it is shown nothing
 * @param decided the edit that came with the look; null when none did
 */
record Look(Sight sight, @Nullable Seen features, @Nullable AutoResult decided) {
  /** Nobody looked. */
  static final Look NONE = new Look(Sight.NONE, null, null);

  /** Scene of a photo that nobody looked at. */
  private static final String UNKNOWN_SCENE = "unknown";

  static Look of(Seen seen) {
    return new Look(new Sight(seen.scenes(), seen.content()), seen, null);
  }

  static Look of(AutoResult result) {
    return new Look(new Sight(result.scenes(), result.content()), null, result);
  }

  /** The most probable scene. */
  String scene() {
    return sight.scenes().isEmpty() ? UNKNOWN_SCENE : sight.scenes().getFirst().name();
  }
}
