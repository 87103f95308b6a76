package io.tonework.planner;

import io.tonework.contracts.PhotoUploaded;
import io.tonework.models.bundle.InstalledBundle;
import io.tonework.models.installed.BundleChannels;
import io.tonework.models.installed.OpenBundles;
import io.tonework.planner.model.PlannerRuntime;
import io.tonework.planner.plan.PlanPhoto;
import io.tonework.planner.plan.PlannedPhoto;
import io.tonework.planner.plan.ReferencePhotos;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plans each photo with the bundle of its tenant's channel. Every bundle that a channel names is
 * opened and warmed up at once, so that what is wrong with one is told before the first photo, and
 * stays open.
 *
 * <p>Thread-safe. Owns what it opened; {@link #close} lets waiting photos finish.
 */
final class ChannelPlanners implements Planning, AutoCloseable {
  private final BundleChannels channels;
  private final OpenBundles<Planner> planners;

  /**
   * A bundle that was opened, and what plans with it.
   *
   * @param runtime is closed with the planners
   */
  record Planner(PlannerRuntime runtime, PlanPhoto planPhoto) {}

  private ChannelPlanners(BundleChannels channels, OpenBundles<Planner> planners) {
    this.channels = channels;
    this.planners = planners;
  }

  /**
   * Opens the bundles of all channels.
   *
   * @param open opens a bundle and warms it up
   * @throws io.tonework.models.bundle.BundleException when one of them cannot be used
   */
  static ChannelPlanners open(BundleChannels channels, Function<InstalledBundle, Planner> open) {
    ChannelPlanners planners =
        new ChannelPlanners(
            channels,
            new OpenBundles<>(channels.all().size(), open, planner -> planner.runtime().close()));
    try {
      for (InstalledBundle each : channels.all()) {
        planners.planners.lease(each).close();
      }
      return planners;
    } catch (RuntimeException | Error e) {
      planners.close();
      throw e;
    }
  }

  @Override
  public PlannedPhoto plan(
      PhotoUploaded photo, byte[] original, @Nullable ReferencePhotos reference)
      throws InterruptedException {
    InstalledBundle bundle = channels.of(photo.tenant());
    try (OpenBundles.Lease<Planner> lease = planners.lease(bundle)) {
      return lease.get().planPhoto().plan(photo, original, reference);
    }
  }

  @Override
  public void close() {
    planners.close();
  }
}
