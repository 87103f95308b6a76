package io.tonework.planner.plan;

import io.tonework.contracts.Priority;
import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.file.PhotoFile;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.manifest.Manifest;
import java.time.Duration;

/**
 * Makes the small pictures that are looked at and measured. Thread-safe.
 *
 * @param codec also decides which photos are too large
 * @param sidePixels the longer side that the measures want
 * @param deadline how long decoding one photo may take
 */
record Thumbnails(ImageCodec codec, int sidePixels, Duration deadline) {
  /**
   * Large enough for the measures and for the steps that a bundle takes from there.
   *
   * @param urgency whether it goes before others where both wait for a codec
   * @throws io.tonework.imaging.fault.ImageException when the photo cannot be decoded or is too
   *     large
   */
  RgbImage of(byte[] original, Manifest.InputSpec input, Priority urgency) {
    PhotoFile file = codec.open(original);
    ImageInfo info = codec.probe(file);
    int needed = ModelInput.longerSideNeeded(info.width(), info.height(), input);
    return codec.thumbnail(
        file,
        Math.max(sidePixels, needed),
        Deadline.in(deadline).urgent(urgency == Priority.INTERACTIVE));
  }
}
