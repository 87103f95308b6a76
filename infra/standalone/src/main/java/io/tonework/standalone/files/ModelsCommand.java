package io.tonework.standalone.files;

import io.tonework.contracts.Mode;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.manifest.Manifest;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tonework models}: what a bundle is and can do, after its digests were checked. */
@Command(
    name = "models",
    description = "Checks a model bundle and says what it is and which modes it has.",
    mixinStandardHelpOptions = true)
public final class ModelsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private BundleOption bundle;

  @Override
  public Integer call() {
    Bundle checked = bundle.load();
    Manifest manifest = checked.manifest();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s %s, %s%n", manifest.name(), manifest.version(), manifest.licence());
    out.printf("  from    %s%n", checked.location());
    out.printf("  digest  %s%n", checked.ref().digest());
    out.printf(
        "  modes   %s%n",
        checked.modes().stream().map(Mode::jsonName).collect(Collectors.joining(", ")));
    out.printf(
        "  input   %d x %d, latents 3 x %d%n",
        manifest.input().width(), manifest.input().height(), checked.latentSize());
    out.printf("  scenes  %s%n", String.join(", ", manifest.scenes()));
    manifest
        .graphs()
        .forEach((role, graph) ->
            out.printf("  graph   %-8s %s  sha256 %s%n", role, graph.file(), graph.sha256()));
    out.printf("  size    %,d bytes, digests checked%n", checked.sizeBytes());
    out.flush();
    return 0;
  }
}
