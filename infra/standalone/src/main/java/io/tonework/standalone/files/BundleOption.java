package io.tonework.standalone.files;

import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.LicencePolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose a model bundle. */
public final class BundleOption {
  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description = "Model bundle. Default: the compact one of this build.")
  private String location = Bundle.SHIPPED;

  @Option(
      names = "--accept-licence",
      paramLabel = "NAME",
      description = "Uses weights under that licence, too, as the bundle's manifest spells it.")
  private List<String> accepted = List.of();

  /** The folder that is read; null for the bundle of this build. */
  public @Nullable Path folder() {
    return location.equals(Bundle.SHIPPED) ? null : Path.of(location);
  }

  /** Reads and checks the bundle. */
  public Bundle load() {
    return Bundle.locate(location, new LicencePolicy(Set.copyOf(accepted)));
  }
}
