package io.tonework.standalone.files;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Plan;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.models.renderer.Renderers;
import io.tonework.render.Looks;
import io.tonework.render.RenderPhoto;
import io.tonework.render.RenderedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tonework render}: a plan that was made before, applied to its original once more. */
@Command(
    name = "render",
    description =
        "Applies a plan (NAME.plan.json, or plans/ in the bucket) to its original: the same bytes"
            + " as the render-worker writes.",
    mixinStandardHelpOptions = true)
public final class RenderCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PLAN", description = "The plan as JSON.")
  private Path plan;

  @Parameters(index = "1", paramLabel = "IN", description = "The original.")
  private Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      required = true,
      description = "The finished photo, or a folder for it.")
  private Path output;

  @Mixin private LookFileOption look;

  @Mixin private IncompleteOption incomplete;

  @Mixin private BundleOption bundle;

  @Override
  public Integer call() throws IOException {
    Plan read = ContractsJson.read(SmallFile.read(plan), Plan.class);
    Job job = JobList.of(List.of(input), output).jobs().getFirst();
    OutputGuard guard =
        new OutputGuard()
            .reads(List.of(plan, input))
            .reads(look.file())
            .reads(bundle.folders())
            .reads(LocalMasks.filesNamedBy(read));
    for (Path possible : OutputName.possible(job, read.request().output().format())) {
      guard.check(possible);
    }
    ImageLimits limits = incomplete.limits();
    limits.checkBytes(Files.size(input));
    byte[] original = Files.readAllBytes(input);
    try (Renderers renderers = new Renderers(bundle.installed(), 1)) {
      SimpleMeterRegistry meters = new SimpleMeterRegistry();
      RenderPhoto renderPhoto =
          new RenderPhoto(
              ImageCodecs.best(limits), new Looks(renderers, look.files(), 1, meters), meters);
      RenderedFile file =
          renderPhoto.render(original, read, new LocalMasks().filesOf(read), Deadline.NONE);
      Path written = OutputName.of(job.output(), file.extension());
      WholeFile.write(written, file.bytes());
      file.warnings()
          .forEach(
              warning -> spec.commandLine().getErr().println("warning: " + input + ": " + warning));
      if (!file.lost().isEmpty()) {
        spec.commandLine()
            .getErr()
            .println(
                "warning: "
                    + FileName.shown(written)
                    + " lacks the original's "
                    + String.join(", ", file.lost()));
      }
      spec.commandLine().getOut().println(FileName.shown(written) + "  sha256 " + file.sha256());
    }
    return 0;
  }
}
