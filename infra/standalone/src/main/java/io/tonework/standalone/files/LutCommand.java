package io.tonework.standalone.files;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Plan;
import io.tonework.contracts.PlannedRegion;
import io.tonework.imaging.ImageCodecs;
import io.tonework.models.renderer.Renderers;
import io.tonework.render.Looks;
import io.tonework.render.RenderPhoto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tonework lut}: a plan's look as a file that photo and video tools open. */
@Command(
    name = "lut",
    description =
        "Writes a plan's look as a .cube file for other photo and video tools, and one file more"
            + " for each region of the plan.",
    mixinStandardHelpOptions = true)
public final class LutCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PLAN", description = "The plan as JSON.")
  private Path plan;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE.cube",
      required = true,
      description = "Where the look goes.")
  private Path output;

  @Mixin private LookFileOption look;

  @Mixin private BundleOption bundle;

  @Override
  public Integer call() throws IOException {
    Plan read = ContractsJson.read(SmallFile.read(plan), Plan.class);
    OutputGuard guard =
        new OutputGuard().reads(plan).reads(look.file()).reads(bundle.folders()).writes(output);
    for (PlannedRegion region : read.regions()) {
      guard.writes(OutputName.beside(output, region.name() + ".cube"));
    }
    try (Renderers renderers = new Renderers(bundle.installed(), 1)) {
      SimpleMeterRegistry meters = new SimpleMeterRegistry();
      RenderPhoto renderPhoto =
          new RenderPhoto(
              ImageCodecs.best(), new Looks(renderers, look.files(), 1, meters), meters);
      WholeFile.write(output, renderPhoto.cube(read));
      for (PlannedRegion region : read.regions()) {
        Path file = OutputName.beside(output, region.name() + ".cube");
        WholeFile.write(file, renderPhoto.cube(read, region));
        spec.commandLine()
            .getErr()
            .println(
                "note: %s holds the look outside the regions, %s that of region %s; no .cube says where a region is"
                    .formatted(FileName.shown(output), FileName.shown(file), region.name()));
      }
    }
    return 0;
  }
}
