package io.tonework.planner;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tonework.imaging.Isolation;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.format.Incomplete;
import io.tonework.models.batching.BatchSettings;
import io.tonework.models.decoding.GenerationSettings;
import io.tonework.models.onnx.Device;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.planner.model.PlannerSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** How photos are planned. */
@ConfigMapping(prefix = "tonework.planner")
public interface PlannerConfig {
  /** False keeps this stage from running in the application. */
  @WithDefault("true")
  boolean enabled();

  /** Where the planner's graph runs: auto, cpu or cuda. */
  @WithDefault("auto")
  Device device();

  /** The number of the CUDA device. */
  @WithDefault("0")
  int gpu();

  /** CPU threads inside one run of the graph. */
  @WithDefault("1")
  int threads();

  /** Most photos that the graph looks at together; a small bundle on a CPU takes one at a time. */
  @WithDefault("8")
  int maxBatch();

  /** Longest time that a photo waits for others to share its batch. */
  @WithDefault("4ms")
  Duration maxWait();

  /** Most photos that wait for the graph. */
  @WithDefault("64")
  int queueLimit();

  /** A photo that has waited longer for the graph is tried again later. */
  @WithDefault("30s")
  Duration queueDeadline();

  /**
   * Most plans that a bundle which writes works on at once; their steps share batches. A small
   * bundle on a CPU takes one at a time.
   */
  @WithDefault("8")
  int maxRows();

  /** A plan that is not written after this long is tried again later. */
  @WithDefault("60s")
  Duration writeDeadline();

  /** Most photos that are fetched, planned or stored at once. */
  @WithDefault("8")
  int maxInFlight();

  /**
   * Most bulk photos that begin while interactive ones are worked on, or were a moment ago; one
   * less than there are processors by default.
   */
  OptionalInt bulkBeside();

  /** Longer side of the thumbnail that is looked at and measured. */
  @WithDefault("512")
  int thumbnailSidePixels();

  /** A photo that takes longer to decode is tried once more, then given up. */
  @WithDefault("30s")
  Duration decodeDeadline();

  /** Where photos are decoded: process keeps a crash of a codec to one photo. */
  @WithDefault("process")
  Isolation isolation();

  /** Most photos that are decoded at once in processes of their own; 0 for one per core. */
  @WithDefault("0")
  int decoders();

  /** Opt-in formats that are read: jxl, raw. */
  @WithDefault("${tonework.imaging.formats:}")
  Optional<Set<ImageFormat>> formats();

  /** What becomes of photos of which a part is missing: refuse them, or render what is there. */
  @WithDefault("${tonework.imaging.incomplete:refuse}")
  Incomplete incomplete();

  /** How long photos in flight may take to finish when the service stops. */
  @WithDefault("20s")
  Duration drainTimeout();

  /** What is refused before a pixel is decoded. */
  Limits limits();

  /** What is refused before a pixel is decoded. */
  interface Limits {
    /** Largest photo. */
    @WithDefault("256M")
    MemorySize maxBytes();

    /** Most pixels of a photo. */
    @WithDefault("150000000")
    long maxPixels();

    /** Longest side of a photo in pixels. */
    @WithDefault("32767")
    int maxSidePixels();

    /** Most pictures in one file. */
    @WithDefault("1")
    int maxFrames();

    /** The checked limits. */
    default ImageLimits limits() {
      return new ImageLimits(maxBytes().asLongValue(), maxPixels(), maxSidePixels(), maxFrames());
    }
  }

  /** The checked settings. */
  default PlannerSettings settings() {
    return new PlannerSettings(
        new SessionSettings(device(), threads(), gpu()),
        new BatchSettings(maxBatch(), maxWait(), queueLimit(), queueDeadline()),
        new GenerationSettings(maxRows(), queueLimit(), writeDeadline()),
        thumbnailSidePixels(),
        decodeDeadline());
  }
}
