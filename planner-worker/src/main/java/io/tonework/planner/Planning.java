package io.tonework.planner;

import io.tonework.contracts.PhotoUploaded;
import io.tonework.planner.plan.PlanPhoto;
import io.tonework.planner.plan.PlannedPhoto;
import io.tonework.planner.plan.ReferencePhotos;
import org.jspecify.annotations.Nullable;

/** What makes the plan of an uploaded photo. Implementations are thread-safe and may block. */
@FunctionalInterface
public interface Planning {
  /** See {@link PlanPhoto#plan(PhotoUploaded, byte[], ReferencePhotos)}. */
  PlannedPhoto plan(PhotoUploaded photo, byte[] original, @Nullable ReferencePhotos reference)
      throws InterruptedException;
}
