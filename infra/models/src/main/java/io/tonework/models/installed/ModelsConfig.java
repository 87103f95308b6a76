package io.tonework.models.installed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.LicencePolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which bundles there are and which one makes new plans; the same keys in every service. */
@ConfigMapping(prefix = "tonework.models")
public interface ModelsConfig {
  /**
   * Folders with bundles beside those of the build; each is a bundle, or holds bundles as folders.
   */
  Optional<List<String>> bundles();

  /**
   * The bundle of new plans: {@code compact} for the one of the build, {@code NAME@VERSION} of one
   * that is installed, or a folder.
   */
  Optional<String> stable();

  /** The older name of {@code stable}. */
  Optional<String> bundle();

  /** The bundle that is tried on a share of the tenants. */
  Optional<String> candidate();

  /** The share of tenants whose new plans the candidate makes, 0..100. */
  @WithDefault("0")
  int candidatePercent();

  /** Bundles that are kept open beyond those in use; the one used longest ago is closed first. */
  @WithDefault("4")
  int maxOpen();

  /** Licences of weights that are accepted beyond the permissive ones, as manifests spell them. */
  Optional<Set<String>> acceptLicences();

  /** Reads the manifests of all bundles that are installed. */
  default InstalledBundles installed() {
    List<Path> folders = new ArrayList<>();
    bundles().orElse(List.of()).forEach(folder -> folders.add(Path.of(folder)));
    Stream.of(Optional.of(stableName()), candidate())
        .flatMap(Optional::stream)
        .filter(InstalledBundles::isFolder)
        .forEach(folder -> folders.add(Path.of(folder)));
    return InstalledBundles.in(folders, new LicencePolicy(acceptLicences().orElse(Set.of())));
  }

  /**
   * The channels of new plans.
   *
   * @param pinned {@code stable}, {@code candidate} or the name of a bundle, by tenant
   * @throws BundleMissingException naming the key whose bundle is not installed
   * @throws IllegalArgumentException naming the key that is wrong
   */
  default BundleChannels channels(InstalledBundles installed, Map<String, String> pinned) {
    return BundleChannels.of(
        installed, stableName(), candidate().orElse(null), candidatePercent(), pinned);
  }

  /** What the stable channel names. */
  default String stableName() {
    return stable().or(this::bundle).orElse(Bundle.SHIPPED);
  }
}
