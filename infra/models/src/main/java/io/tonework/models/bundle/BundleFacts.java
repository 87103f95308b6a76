package io.tonework.models.bundle;

import io.tonework.contracts.BundleRef;
import io.tonework.contracts.Mode;
import java.util.List;

/**
 * What a person wants to know of a bundle.
 *
 * @param ref name, version and digest
 * @param licence of the weights
 * @param modes what it can do
 * @param scenes the scenes that it tells apart
 * @param sizeBytes of all graphs
 * @param location where it lies
 */
public record BundleFacts(
    BundleRef ref,
    String licence,
    List<Mode> modes,
    List<String> scenes,
    long sizeBytes,
    String location) {
  /** Copies the lists. */
  public BundleFacts {
    modes = List.copyOf(modes);
    scenes = List.copyOf(scenes);
  }

  /** The facts of a bundle. */
  public static BundleFacts of(Bundle bundle) {
    return new BundleFacts(
        bundle.ref(),
        bundle.manifest().licence(),
        bundle.modes().stream().sorted().toList(),
        bundle.manifest().scenes(),
        bundle.sizeBytes(),
        bundle.location());
  }
}
