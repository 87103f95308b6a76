package io.tonework.models.installed;

import io.tonework.contracts.Ids;
import io.tonework.models.bundle.InstalledBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which bundle makes the new plans of a tenant: the one that the tenant is pinned to, the candidate
 * for a share of the tenants, the stable one for all others.
 *
 * <p>Whether a tenant is in the share follows from its name alone: a share that grows takes tenants
 * in and lets none go. Immutable and thread-safe.
 */
public final class BundleChannels {
  /** The channel of most tenants. */
  public static final String STABLE = "stable";

  /** The channel of the bundle that is being tried. */
  public static final String CANDIDATE = "candidate";

  private final InstalledBundle stable;
  private final @Nullable InstalledBundle candidate;
  private final int candidatePercent;
  private final Map<String, InstalledBundle> pinned;

  private BundleChannels(
      InstalledBundle stable,
      @Nullable InstalledBundle candidate,
      int candidatePercent,
      Map<String, InstalledBundle> pinned) {
    this.stable = stable;
    this.candidate = candidate;
    this.candidatePercent = candidatePercent;
    this.pinned = Map.copyOf(pinned);
  }

  /**
   * Finds the bundles that the channels name.
   *
   * @param stable see {@link InstalledBundles#named}
   * @param candidate the same; null when none is being tried
   * @param candidatePercent share of the tenants that get the candidate, 0..100
   * @param pins a channel or the name of a bundle, by tenant; who is pinned to the candidate gets
   *     the stable one while there is no candidate
   * @throws BundleMissingException when a bundle is not installed
   * @throws IllegalArgumentException when the share is out of range, or of no candidate
   */
  public static BundleChannels of(
      InstalledBundles installed,
      String stable,
      @Nullable String candidate,
      int candidatePercent,
      Map<String, String> pins) {
    if (candidatePercent < 0 || candidatePercent > 100) {
      throw new IllegalArgumentException(
          "tonework.models.candidate-percent must be from 0 to 100, not " + candidatePercent);
    }
    if (candidate == null && candidatePercent > 0) {
      throw new IllegalArgumentException(
          "tonework.models.candidate-percent is %d, but tonework.models.candidate names no bundle"
              .formatted(candidatePercent));
    }
    InstalledBundle usual = installed.named(stable);
    InstalledBundle tried = candidate == null ? null : installed.named(candidate);
    Map<String, InstalledBundle> pinned = new TreeMap<>();
    pins.forEach((tenant, name) ->
        pinned.put(
            tenant,
            switch (name) {
              case STABLE -> usual;
              case CANDIDATE -> tried == null ? usual : tried;
              default -> installed.named(name);
            }));
    return new BundleChannels(usual, tried, candidatePercent, pinned);
  }

  /** The bundle of a tenant's new plans. */
  public InstalledBundle of(String tenant) {
    InstalledBundle own = pinned.get(tenant);
    if (own != null) {
      return own;
    }
    InstalledBundle tried = candidate;
    return tried != null && percentile(tenant) < candidatePercent ? tried : stable;
  }

  /** The bundle of the stable channel. */
  public InstalledBundle stable() {
    return stable;
  }

  /** The bundle that is being tried. */
  public Optional<InstalledBundle> candidate() {
    return Optional.ofNullable(candidate);
  }

  /** Every bundle that some tenant's plans may be made with, each once, the stable one first. */
  public List<InstalledBundle> all() {
    List<InstalledBundle> all = new ArrayList<>(List.of(stable));
    if (candidate != null) {
      addNew(all, candidate);
    }
    pinned.values().forEach(each -> addNew(all, each));
    return List.copyOf(all);
  }

  private static void addNew(List<InstalledBundle> all, InstalledBundle bundle) {
    if (all.stream().noneMatch(each -> each.ref().digest().equals(bundle.ref().digest()))) {
      all.add(bundle);
    }
  }

  /** 0..99, as often each. */
  private static int percentile(String tenant) {
    return Math.floorMod(Ids.derive("channel", tenant).hashCode(), 100);
  }
}
