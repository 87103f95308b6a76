package io.tonework.standalone.files;

import io.tonework.contracts.Mode;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.bundle.InstalledBundle;
import io.tonework.models.installed.BundleChannels;
import io.tonework.models.installed.BundleMissingException;
import io.tonework.models.installed.InstalledBundles;
import io.tonework.models.installed.ModelsConfig;
import io.tonework.models.manifest.Manifest;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tonework models}: which bundles are installed, what they can do, who gets which. */
@Command(
    name = "models",
    description =
        "Lists the bundles that are installed, after checking their digests, and the channels that"
            + " name them; with --bundle one bundle in full.",
    mixinStandardHelpOptions = true)
public final class ModelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private BundleOption bundle;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    InstalledBundles installed = bundle.installed();
    boolean good;
    if (bundle.isGiven()) {
      good = tell(out, bundle.chosen(installed), true);
    } else {
      good = tellChannels(out, installed);
      for (InstalledBundle each : installed.all()) {
        out.println();
        good &= tell(out, each, false);
      }
      installed
          .unreadable()
          .forEach((place, fault) -> out.printf("%n%s%n  cannot be used: %s%n", place, fault));
    }
    out.flush();
    return good ? 0 : 1;
  }

  private boolean tellChannels(PrintWriter out, InstalledBundles installed) {
    ModelsConfig config = bundle.config();
    try {
      BundleChannels channels = config.channels(installed, Map.of());
      out.printf("stable     %s%n", InstalledBundle.describe(channels.stable().ref()));
      channels
          .candidate()
          .ifPresent(candidate ->
              out.printf(
                  "candidate  %s, for %d %% of the tenants%n",
                  InstalledBundle.describe(candidate.ref()), config.candidatePercent()));
      return true;
    } catch (BundleMissingException | BundleException | IllegalArgumentException e) {
      out.printf("channels   cannot be used: %s%n", e.getMessage());
      return false;
    }
  }

  private static boolean tell(PrintWriter out, InstalledBundle installed, boolean inFull) {
    Manifest manifest = installed.manifest();
    out.printf("%s %s, %s%n", manifest.name(), manifest.version(), manifest.licence());
    out.printf("  from    %s%n", installed.location());
    out.printf("  digest  %s%n", installed.ref().digest());
    Bundle checked;
    try {
      checked = installed.plans() ? installed.open() : installed.openRenderer();
    } catch (BundleException e) {
      out.printf("  cannot be used: %s%n", e.getMessage());
      return false;
    }
    out.printf(
        "  modes   %s%n",
        installed.plans()
            ? checked.modes().stream().map(Mode::jsonName).collect(Collectors.joining(", "))
            : "none: retired, renders the plans that were made with it");
    if (inFull) {
      out.printf(
          "  input   %d x %d, latents 3 x %d%n",
          manifest.input().width(), manifest.input().height(), checked.latentSize());
      out.printf("  scenes  %s%n", String.join(", ", manifest.scenes()));
      manifest
          .graphs()
          .forEach((role, graph) ->
              out.printf("  graph   %-8s %s  sha256 %s%n", role, graph.file(), graph.sha256()));
    }
    out.printf("  size    %,d bytes, digests checked%n", checked.sizeBytes());
    return true;
  }
}
