package io.tonework.standalone.preset;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Mode;
import io.tonework.contracts.Plan;
import io.tonework.contracts.Sliders;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.installed.InstalledBundles;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.planner.PlannerModel;
import io.tonework.models.renderer.RendererModel;
import io.tonework.models.renderer.Renderers;
import io.tonework.render.Looks;
import io.tonework.standalone.cameraraw.CameraRawWriter;
import io.tonework.standalone.files.BundleOption;
import io.tonework.standalone.files.FileName;
import io.tonework.standalone.files.LookFileOption;
import io.tonework.standalone.files.OutputGuard;
import io.tonework.standalone.files.SmallFile;
import io.tonework.standalone.files.WholeFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tonework xmp}: a plan as a preset for Lightroom and Camera Raw. */
@Command(
    name = "xmp",
    description =
        "Writes a plan as a preset (and sidecar) for Lightroom and Camera Raw, and says how far its"
            + " sliders are from the plan. What lies beyond sliders is fitted.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class XmpCommand implements Callable<Integer> {
  private static final String ADOBE =
      "measured in Tonework's own renderer; Adobe's operators differ, so Lightroom shows a like"
          + " picture and not the same";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PLAN", description = "The plan as JSON.")
  private Path plan;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE.xmp",
      required = true,
      description = "Where the preset goes.")
  private Path output;

  @Option(names = "--name", description = "What Lightroom lists it under. Default: the plan's id.")
  private @Nullable String name;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes the sliders and their error as JSON.")
  private @Nullable Path report;

  @Mixin private LookFileOption look;

  @Mixin private BundleOption bundle;

  @Override
  public Integer call() throws IOException {
    Plan read = ContractsJson.read(SmallFile.read(plan), Plan.class);
    OutputGuard _ =
        new OutputGuard()
            .reads(plan)
            .reads(look.file())
            .reads(bundle.folders())
            .writes(output)
            .writesReport(report);
    InstalledBundles installed = bundle.installed();
    Bundle opened = installed.require(read.bundle()).open();
    opened.require(Mode.PARAM);
    PlanPreset preset;
    try (Renderers renderers = new Renderers(installed, 1);
        RendererModel renderer = RendererModel.open(opened);
        PlannerModel planner = PlannerModel.open(opened, SessionSettings.SINGLE_THREAD)) {
      Looks looks = new Looks(renderers, look.files(), 1, new SimpleMeterRegistry());
      preset = PlanPreset.of(read, looks.of(read).map(), planner, renderer);
    }
    String listed = name == null ? "Tonework " + read.planId() : name;
    WholeFile.write(
        output,
        CameraRawWriter.write(
            preset.sliders(),
            listed,
            "%s. Error of these sliders: %s, %s."
                .formatted(read.summary(), preset.error(), ADOBE)));
    if (report != null) {
      WholeFile.write(report, reportJson(preset));
    }
    tell(preset);
    return 0;
  }

  /**
   * The figures for programs.
   *
   * @param deltaE2000 of the sliders against the plan
   */
  private record Report(
      String output,
      Sliders sliders,
      boolean fitted,
      List<String> beyondSliders,
      FitError deltaE2000,
      String note) {}

  private byte[] reportJson(PlanPreset preset) throws IOException {
    return ContractsJson.mapper()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsBytes(
            new Report(
                FileName.text(output),
                preset.sliders(),
                preset.fitted(),
                preset.beyondSliders(),
                preset.error(),
                ADOBE));
  }

  private void tell(PlanPreset preset) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s%n  error  %s%n", FileName.shown(output), preset.error());
    out.printf("         %s%n", ADOBE);
    out.printf(
        "  from   %s%n",
        preset.fitted() ? "a fit of all sliders" : "the plan's own sliders, in Lightroom's steps");
    preset.beyondSliders().forEach(what -> out.printf("  beyond what sliders say: %s%n", what));
    out.flush();
  }
}
