package io.tonework.standalone.files;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.InstalledBundle;
import io.tonework.models.installed.InstalledBundles;
import io.tonework.models.installed.ModelsConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which bundles there are and which one makes plans: the services' keys, or these options. */
public final class BundleOption {
  private static final int OVER_EVERYTHING = 1000;

  @Option(
      names = "--bundle",
      paramLabel = "NAME|DIR",
      description =
          "Model bundle: NAME@VERSION of one that is installed, or a folder. Default: the stable"
              + " one of the configuration, else that of this build; a plan's own, where one is"
              + " given.")
  private @Nullable String name;

  @Option(
      names = "--bundles",
      paramLabel = "DIR",
      description =
          "Folder with further bundles; may be repeated. Default: TONEWORK_MODELS_BUNDLES.")
  private List<Path> folders = List.of();

  @Option(
      names = "--accept-licence",
      paramLabel = "NAME",
      description = "Uses weights under that licence, too, as the bundle's manifest spells it.")
  private List<String> accepted = List.of();

  /** True when one bundle was asked for. */
  boolean isGiven() {
    return name != null;
  }

  /** Every bundle that is installed, with the one that was asked for. */
  public InstalledBundles installed() {
    return config().installed();
  }

  /**
   * The bundle that makes plans.
   *
   * @throws io.tonework.models.installed.BundleMissingException when it is not installed
   */
  public InstalledBundle chosen(InstalledBundles installed) {
    return installed.named(config().stableName());
  }

  /** The folders that are read because an option names them. */
  public List<Path> folders() {
    List<Path> read = new ArrayList<>(folders);
    if (name != null && Files.isDirectory(Path.of(name))) {
      read.add(Path.of(name));
    }
    return read;
  }

  /** Reads and checks the bundle that makes plans. */
  public Bundle load() {
    return chosen(installed()).open();
  }

  /** The configuration of the services with what was given here on top. */
  public ModelsConfig config() {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDefaultSources()
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(given(), "options", OVER_EVERYTHING))
        .withMapping(ModelsConfig.class)
        // the environment also holds keys of services that this command knows nothing of
        .withMappingIgnore("tonework.**")
        .build()
        .getConfigMapping(ModelsConfig.class);
  }

  private Map<String, String> given() {
    Map<String, String> given = new HashMap<>();
    if (name != null) {
      given.put("tonework.models.stable", name);
    }
    if (!folders.isEmpty()) {
      given.put("tonework.models.bundles", list(folders.stream().map(Path::toString).toList()));
    }
    if (!accepted.isEmpty()) {
      given.put("tonework.models.accept-licences", list(accepted));
    }
    return given;
  }

  /** As the configuration writes a list: what holds a comma of its own is escaped. */
  private static String list(List<String> values) {
    return String.join(
        ",", values.stream().map(each -> each.replace("\\", "\\\\").replace(",", "\\,")).toList());
  }
}
