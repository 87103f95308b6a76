package io.tonework.planner.model;

import io.tonework.models.batching.BatchSettings;
import io.tonework.models.decoding.GenerationSettings;
import io.tonework.models.onnx.Device;
import io.tonework.models.onnx.ExecutionProvider;
import io.tonework.models.onnx.SessionSettings;
import java.time.Duration;

/**
 * What planning needs to know, wherever it runs.
 *
 * @param session where and with how many threads the planner's graph runs
 * @param batch how photos are grouped for it
 * @param answers how plans are written together by a bundle that writes
 * @param thumbnailSidePixels longer side of the thumbnail that is looked at and measured
 * @param decodeDeadline how long decoding one photo for its thumbnail may take
 */
public record PlannerSettings(
    SessionSettings session,
    BatchSettings batch,
    GenerationSettings answers,
    int thumbnailSidePixels,
    Duration decodeDeadline) {
  private static final long MOST_BYTES_ALONE = 128L << 20;

  /** Checks the ranges. */
  public PlannerSettings {
    if (thumbnailSidePixels < 64) {
      throw new IllegalArgumentException(
          "the thumbnail's side must be at least 64 pixels, not " + thumbnailSidePixels);
    }
    if (!decodeDeadline.isPositive()) {
      throw new IllegalArgumentException(
          "the deadline for decoding must be positive, not " + decodeDeadline);
    }
  }

  /**
   * The same, with each photo by itself where company is of no use: a small network gains nothing
   * from batches on a CPU, and a sum of another size adds up in another order, so that a photo's
   * latents would depend on its company in their last bits.
   *
   * @param bundleBytes size of all graphs with their weights
   */
  PlannerSettings alone(ExecutionProvider provider, long bundleBytes) {
    return provider != ExecutionProvider.CPU || bundleBytes > MOST_BYTES_ALONE
        ? this
        : new PlannerSettings(
            session,
            new BatchSettings(1, Duration.ZERO, batch.queueLimit(), batch.deadline()),
            new GenerationSettings(1, answers.queueLimit(), answers.deadline()),
            thumbnailSidePixels,
            decodeDeadline);
  }

  /** For one caller on this machine: no waiting for company. */
  public static PlannerSettings local(Device device) {
    return new PlannerSettings(
        new SessionSettings(device, 1, 0),
        new BatchSettings(8, Duration.ZERO, 64, Duration.ofMinutes(2)),
        new GenerationSettings(8, 64, Duration.ofMinutes(10)),
        512,
        Duration.ofMinutes(2));
  }
}
