package io.tonework.models.bundle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Which bundle is used; the same keys in the planner and in the renderer. */
@ConfigMapping(prefix = "tonework.models")
public interface ModelsConfig {
  /** {@code compact} for the one in the build, else a folder. */
  @WithDefault(Bundle.SHIPPED)
  String bundle();

  /** Licences of weights that are accepted beyond the permissive ones, as manifests spell them. */
  Optional<Set<String>> acceptLicences();

  /**
   * Reads and checks the bundle.
   *
   * @throws BundleException naming the file and the cause
   */
  default Bundle load() {
    return Bundle.locate(bundle(), new LicencePolicy(acceptLicences().orElse(Set.of())));
  }
}
