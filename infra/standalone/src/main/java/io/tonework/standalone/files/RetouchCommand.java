package io.tonework.standalone.files;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.LookRef;
import io.tonework.contracts.Mode;
import io.tonework.contracts.OutputFormat;
import io.tonework.contracts.OutputOptions;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.models.bundle.InstalledBundle;
import io.tonework.models.installed.InstalledBundles;
import io.tonework.service.OneLine;
import io.tonework.standalone.cameraraw.CameraRawSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code tonework retouch}: files and folders, through the planner and renderer of the services.
 */
@Command(
    name = "retouch",
    description =
        "Retouches files and folders on this machine, through the same planner and renderer as the"
            + " services. No broker is needed.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RetouchCommand implements Callable<Integer> {
  private static final int MAX_TOLD = 100;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "IN", arity = "1..*", description = "Photos, or folders of photos.")
  private List<Path> inputs;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      required = true,
      description = "Folder for the finished photos, which keep their names; or one file.")
  private Path output;

  @Option(
      names = "--mode",
      description = "${COMPLETION-CANDIDATES}. Default: auto, or what the other options imply.")
  private @Nullable Mode mode;

  @Option(
      names = "--prompt",
      paramLabel = "TEXT",
      description = "The wish in words (style mode, or with --mode auto on top of it).")
  private @Nullable String prompt;

  @Option(
      names = "--prompts",
      paramLabel = "FILE",
      description =
          "Wishes of single photos as JSON, {\"a.jpg\": \"a bit warmer\"}; the others are"
              + " retouched without one.")
  private @Nullable Path prompts;

  // both write into regionOptions, which knows their order; picocli only sees that they came
  @Option(
      names = "--params",
      paramLabel = "FILE",
      parameterConsumer = RegionOptions.ParamsConsumer.class,
      description =
          "Sliders as JSON, {\"Exposure2012\": 30}, -100..100, or a preset of Lightroom, FILE.xmp"
              + " (param mode); after a --region, those of the region.")
  @SuppressWarnings("unused")
  private @Nullable List<Path> paramsGiven;

  @Option(
      names = "--region",
      paramLabel = "NAME=MASK.png",
      parameterConsumer = RegionOptions.RegionConsumer.class,
      description =
          "A part of the photo, white in the mask, that the --params after it are for. May be"
              + " repeated; the rest of the photo stays in its own mode.")
  @SuppressWarnings("unused")
  private @Nullable List<String> regionsGiven;

  private final RegionOptions regionOptions = new RegionOptions();

  @Option(
      names = "--reference",
      arity = "2",
      paramLabel = "PHOTO",
      description = "Before and after of an edit to carry over (reference mode).")
  private @Nullable List<Path> reference;

  @Option(
      names = "--target",
      paramLabel = "PHOTO",
      description = "A finished photo that each one is to look like (reference mode).")
  private @Nullable Path target;

  @Mixin private LookOption look;

  @Mixin private BundleOption bundle;

  @Option(
      names = "--format",
      description = "File format: ${COMPLETION-CANDIDATES}. Default: that of the original.")
  private @Nullable OutputFormat format;

  @Option(names = "--quality", description = "1..100. Default: that of the original.")
  private @Nullable Integer quality;

  @Option(
      names = "--strip-gps",
      description =
          "Removes the position from the metadata: coordinates, names of places, maker notes.")
  private boolean stripGps;

  @Mixin private IncompleteOption incomplete;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Writes what was done, why, and how long it took, as JSON.")
  private @Nullable Path report;

  @Option(names = "--plan", description = "Writes each plan beside its photo, NAME.plan.json.")
  private boolean plan;

  @Option(names = "--cube", description = "Writes each look beside its photo, NAME.cube.")
  private boolean cube;

  @Option(names = "--threads", description = "Photos at once. Default: one per core.")
  private int threads = Runtime.getRuntime().availableProcessors();

  private final List<String> notCarriedOver = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Mode wanted = mode();
    InstalledBundles installed = bundle.installed();
    InstalledBundle planning = bundle.chosen(installed);
    // before any photo is looked at: a mode that is not there fails all of them alike
    planning.require(wanted);
    PromptsFile prompted = prompts(planning);
    LookOption.Chosen chosen = look.choose();
    ReferenceFiles carried = reference();
    RetouchRequest request = request(wanted, chosen.ref(), carried);
    JobList found = JobList.of(inputs, output);
    List<Job> jobs = found.jobs();
    if (jobs.isEmpty()) {
      tell(found.passedOver());
      if (report != null) {
        OutputGuard _ = guard(jobs);
        writeReport(report, new RetouchReport(List.of()).withPassedOver(found.passedOver()));
      }
      throw new ParameterException(
          spec.commandLine(), "no photographs were found in " + inputs + "; nothing was done");
    }
    prompted.checkNames(jobs);
    RetouchFile.Extras extras = new RetouchFile.Extras(plan, cube, guard(jobs));
    for (Job job : jobs) {
      for (Path possible : extras.possible(job, request)) {
        extras.guard().check(possible);
      }
    }
    RetouchReport result;
    try (LocalLine line =
            LocalLine.open(
                planning,
                installed,
                new RetouchFile.Wanted(
                    request, carried == null ? null : carried.photos(), prompted),
                chosen.files(),
                extras,
                incomplete.limits(),
                threads);
        ProgressBar progress = ProgressBar.onTerminal(jobs.size())) {
      result =
          line.retouch(jobs, photo -> tell(photo, progress))
              .withNotCarriedOver(notCarriedOver)
              .withPassedOver(found.passedOver());
    }
    if (report != null) {
      writeReport(report, result);
    }
    summarise(result);
    return result.isComplete() ? 0 : 1;
  }

  /** Knows all that is read, and the one output that is known by now. */
  private OutputGuard guard(List<Job> jobs) throws IOException {
    OutputGuard guard =
        new OutputGuard()
            .reads(jobs.stream().map(Job::input).toList())
            .reads(regionOptions.files())
            .reads(prompts)
            .reads(target)
            .reads(look.file())
            .reads(bundle.folders());
    if (reference != null) {
      guard.reads(reference);
    }
    return guard.writesReport(report);
  }

  private PromptsFile prompts(InstalledBundle planning) throws IOException {
    if (prompts == null) {
      return PromptsFile.NONE;
    }
    Mode prompted = mode == null ? Mode.STYLE : mode;
    planning.require(prompted);
    return PromptsFile.read(prompts, prompted);
  }

  /** The regions and sliders of the command line, in their order. */
  RegionOptions regionOptions() {
    return regionOptions;
  }

  private Mode mode() {
    Mode implied = implied();
    // an instruction may accompany auto mode too
    boolean isInstructed = mode == Mode.AUTO && implied == Mode.STYLE;
    if (mode != null && implied != Mode.AUTO && mode != implied && !isInstructed) {
      throw wrong(
          "--mode " + mode.jsonName() + " and the options of " + implied.jsonName() + " mode");
    }
    Mode wanted = mode == null ? implied : mode;
    if (wanted == Mode.PARAM && regionOptions.params() == null) {
      throw new ParameterException(spec.commandLine(), "param mode needs --params FILE");
    }
    if (mode == Mode.STYLE && prompts != null) {
      return Mode.AUTO; // of the photos that the file does not name
    }
    if (wanted == Mode.STYLE && prompt == null) {
      throw new ParameterException(spec.commandLine(), "style mode needs --prompt TEXT");
    }
    if (wanted == Mode.REFERENCE && reference == null && target == null) {
      throw new ParameterException(
          spec.commandLine(), "reference mode needs --reference BEFORE AFTER or --target PHOTO");
    }
    return wanted;
  }

  private Mode implied() {
    int given =
        (prompt == null ? 0 : 1)
            + (regionOptions.params() == null ? 0 : 1)
            + (reference == null ? 0 : 1)
            + (target == null ? 0 : 1)
            + (prompts == null ? 0 : 1);
    if (given > 1) {
      throw wrong("--prompt, --prompts, --params, --reference and --target");
    }
    if (prompt != null) {
      return Mode.STYLE;
    }
    if (regionOptions.params() != null) {
      return Mode.PARAM;
    }
    return reference == null && target == null ? Mode.AUTO : Mode.REFERENCE;
  }

  private @Nullable ReferenceFiles reference() throws IOException {
    if (target != null) {
      return ReferenceFiles.read(null, target);
    }
    return reference == null
        ? null
        : ReferenceFiles.read(reference.getFirst(), reference.getLast());
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what + " exclude each other; give one");
  }

  private RetouchRequest request(
      Mode wanted, @Nullable LookRef brought, @Nullable ReferenceFiles carried) throws IOException {
    Path params = regionOptions.params();
    Sliders sliders = params == null ? Sliders.none() : sliders(params);
    return new RetouchRequest(
            wanted, prompt, sliders, new OutputOptions(outputFormat(), quality, stripGps))
        .with(regionOptions.read(this::sliders))
        .withLook(brought)
        .with(carried == null ? null : carried.pair());
  }

  private Sliders sliders(Path file) throws IOException {
    CameraRawSettings read = ParamsFile.read(file);
    notCarriedOver.addAll(read.notCarriedOver());
    read.notCarriedOver()
        .forEach(setting ->
            spec.commandLine()
                .getErr()
                .println(
                    OneLine.escape("warning: not carried over from " + file + ": " + setting)));
    spec.commandLine().getErr().flush();
    return read.sliders();
  }

  private OutputFormat outputFormat() {
    if (format != null) {
      return format;
    }
    if (JobList.namesAFile(inputs, output)) {
      ImageFormat named = JobList.formatOf(output.getFileName().toString());
      ImageFormat given = JobList.formatOf(inputs.getFirst().getFileName().toString());
      if (named != null && named != given) {
        return OutputFormat.valueOf(named.name());
      }
    }
    return OutputFormat.ORIGINAL;
  }

  private void tell(PhotoReport photo, ProgressBar progress) {
    if (photo.error() != null) {
      progress.say("failed: " + photo.input() + ": " + photo.error());
    }
    for (String warning : photo.warnings()) {
      progress.say("warning: " + photo.input() + ": " + warning);
    }
    if (!photo.lost().isEmpty()) {
      progress.say(
          "warning: "
              + photo.output()
              + " lacks the original's "
              + String.join(", ", photo.lost()));
    }
    progress.step(String.valueOf(Path.of(photo.input()).getFileName()));
  }

  private static void writeReport(Path file, RetouchReport result) throws IOException {
    WholeFile.write(
        file, ContractsJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(result));
  }

  private void summarise(RetouchReport result) {
    long failed = result.failures();
    long done = result.photos().size() - failed;
    spec.commandLine()
        .getOut()
        .println(
            String.format(
                Locale.ROOT,
                "%d photo%s retouched into %s%s",
                done,
                done == 1 ? "" : "s",
                FileName.shown(output),
                failed == 0 ? "" : ", " + failed + " failed"));
    tell(result.passedOver());
  }

  /** Names what was left out; more than a screen of it is for the report. */
  private void tell(List<PassedOver> passedOver) {
    PrintWriter err = spec.commandLine().getErr();
    passedOver.stream()
        .limit(MAX_TOLD)
        .map(each -> OneLine.escape("passed over: " + each.file() + ": " + each.why()))
        .forEach(err::println);
    if (passedOver.size() > MAX_TOLD) {
      err.println(
          "... and %d more passed over; --report FILE names all"
              .formatted(passedOver.size() - MAX_TOLD));
    }
    err.flush();
  }
}
