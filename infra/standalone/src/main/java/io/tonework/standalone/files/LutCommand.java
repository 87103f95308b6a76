package io.tonework.standalone.files;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Plan;
import io.tonework.imaging.ImageCodecs;
import io.tonework.models.RendererModel;
import io.tonework.render.Looks;
import io.tonework.render.RenderPhoto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tonework lut}: a plan's look as a file that photo and video tools open. */
@Command(
    name = "lut",
    description = "Writes a plan's look as a .cube file for other photo and video tools.",
    mixinStandardHelpOptions = true)
public final class LutCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PLAN", description = "The plan as JSON.")
  private Path plan;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE.cube",
      required = true,
      description = "Where the look goes.")
  private Path output;

  @Mixin private BundleOption bundle;

  @Override
  public Integer call() throws IOException {
    Plan read = ContractsJson.read(SmallFile.read(plan), Plan.class);
    try (RendererModel renderer = RendererModel.open(bundle.load())) {
      SimpleMeterRegistry meters = new SimpleMeterRegistry();
      RenderPhoto renderPhoto =
          new RenderPhoto(ImageCodecs.best(), new Looks(renderer, 1, meters), meters);
      WholeFile.write(output, renderPhoto.cube(read));
    }
    return 0;
  }
}
