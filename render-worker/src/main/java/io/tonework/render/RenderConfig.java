package io.tonework.render;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tonework.imaging.Isolation;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.Incomplete;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** How photos are rendered. */
@ConfigMapping(prefix = "tonework.render")
public interface RenderConfig {
  /** False keeps this stage from running in the application. */
  @WithDefault("true")
  boolean enabled();

  /** Photos that are rendered at once; 0 for one per core. */
  @WithDefault("0")
  int threads();

  /** Photos that are fetched, rendered or stored at once; 0 for twice the threads. */
  @WithDefault("0")
  int maxInFlight();

  /**
   * Most bulk photos that begin while interactive ones are worked on, or were a moment ago; one
   * less than there are threads by default.
   */
  OptionalInt bulkBeside();

  /** Where photos are decoded and encoded: process keeps a crash of a codec to one photo. */
  @WithDefault("process")
  Isolation isolation();

  /** Opt-in formats that are read: jxl, raw. */
  @WithDefault("${tonework.imaging.formats:}")
  Optional<Set<ImageFormat>> formats();

  /** What becomes of photos of which a part is missing: refuse them, or render what is there. */
  @WithDefault("${tonework.imaging.incomplete:refuse}")
  Incomplete incomplete();

  /** Longest time that one photo may take on its thread. */
  @WithDefault("2m")
  Duration deadline();

  /** Finished looks that are kept, as long as they take no more than 64 MB together. */
  @WithDefault("32")
  int cachedLooks();

  /** How long photos in flight may take to finish when the service stops. */
  @WithDefault("20s")
  Duration drainTimeout();
}
