package io.tonework.standalone.doctor;

import io.tonework.contracts.Mode;
import io.tonework.models.ModelException;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.bundle.InstalledBundle;
import io.tonework.models.installed.InstalledBundles;
import io.tonework.models.installed.ModelsConfig;
import io.tonework.models.renderer.RendererModel;
import io.tonework.standalone.files.BundleOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Examines the bundles that are installed and the channels that name them. */
final class Bundles {
  private static final String SUBJECT = "bundle";

  private Bundles() {}

  /** What there is to say of the bundles of the configuration, and of the one of the build. */
  static List<Finding> findings() {
    ModelsConfig config = new BundleOption().config();
    return findings(config, config.installed());
  }

  static List<Finding> findings(ModelsConfig config, InstalledBundles installed) {
    List<Finding> findings = new ArrayList<>();
    installed.all().forEach(each -> findings.add(finding(each)));
    installed
        .unreadable()
        .forEach((place, fault) ->
            findings.add(
                Finding.lacking(
                    SUBJECT, place + " is left out: " + fault, "install that bundle anew")));
    findings.add(channels(config, installed));
    return findings;
  }

  /** A channel without its bundle stops the planner at its start. */
  private static Finding channels(ModelsConfig config, InstalledBundles installed) {
    try {
      String named =
          config.channels(installed, Map.of()).all().stream()
              .map(each -> each.ref().name() + " " + each.ref().version())
              .collect(Collectors.joining(", "));
      return Finding.good(
          "channels",
          "new plans are made with "
              + named
              + (config.candidatePercent() > 0
                  ? ", the last for %d %% of the tenants".formatted(config.candidatePercent())
                  : ""));
    } catch (RuntimeException e) {
      return Finding.broken(
          "channels",
          String.valueOf(e.getMessage()),
          "install that bundle into a folder of tonework.models.bundles, or name another one in"
              + " tonework.models.stable and tonework.models.candidate");
    }
  }

  /** Checks the digests and opens the renderer, which also shows that ONNX Runtime works here. */
  static Finding finding(InstalledBundle installed) {
    String name = installed.ref().name() + " " + installed.ref().version();
    Bundle bundle;
    try {
      bundle = installed.plans() ? installed.open() : installed.openRenderer();
    } catch (BundleException e) {
      return Finding.broken(
          SUBJECT,
          String.valueOf(e.getMessage()),
          "install that bundle anew; that of the build: git checkout -- infra/models, then build");
    }
    String modes =
        installed.plans()
            ? "modes "
                + bundle.modes().stream().map(Mode::jsonName).collect(Collectors.joining(", "))
            : "retired, renders its old plans";
    String detail = name + ", digests right, " + modes;
    try (RendererModel renderer = RendererModel.open(bundle)) {
      renderer.warmUp();
      return Finding.good(SUBJECT, detail);
    } catch (BundleException | ModelException | LinkageError e) {
      return Finding.broken(
          SUBJECT,
          detail + ", but its renderer does not run: " + e.getMessage(),
          "use a system that ONNX Runtime supports: Linux or macOS, x86-64 or arm64, glibc");
    }
  }
}
