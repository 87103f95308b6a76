package io.tonework.models.installed;

import io.tonework.contracts.BundleRef;
import io.tonework.models.bundle.InstalledBundle;
import java.util.List;

/**
 * A bundle that is wanted is not installed, or cannot be opened. It may come: during a rollout some
 * workers have a bundle before others. The message names what is wanted and what is here.
 */
public final class BundleMissingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private BundleMissingException(String message) {
    super(message);
  }

  /** The bundle of a plan is not among those that are installed. */
  static BundleMissingException ofPlan(BundleRef wanted, List<InstalledBundle> installed) {
    return new BundleMissingException(
        "bundle %s, with which the plan was made, is not installed here; installed are: %s"
            .formatted(InstalledBundle.describe(wanted), InstalledBundle.describe(installed)));
  }

  /**
   * A name of the configuration or the command line fits no bundle.
   *
   * @param fault what is wrong with it
   */
  static BundleMissingException ofName(String name, String fault, List<InstalledBundle> installed) {
    return new BundleMissingException(
        "bundle '%s' %s; installed are: %s"
            .formatted(name, fault, InstalledBundle.describe(installed)));
  }
}
