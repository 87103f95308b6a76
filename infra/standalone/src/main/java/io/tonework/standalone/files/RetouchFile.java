package io.tonework.standalone.files;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Plan;
import io.tonework.contracts.PlannedRegion;
import io.tonework.contracts.RetouchRequest;
import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.planner.plan.PlanPhoto;
import io.tonework.planner.plan.PlanTimings;
import io.tonework.planner.plan.PlannedPhoto;
import io.tonework.planner.plan.ReferencePhotos;
import io.tonework.render.RenderPhoto;
import io.tonework.render.RenderedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retouches one file: the planner and the renderer of the services, one after the other.
 * Thread-safe.
 */
final class RetouchFile {
  private static final Logger log = LoggerFactory.getLogger(RetouchFile.class);

  private static final LocalMasks MASKS = new LocalMasks();

  private final PlanPhoto planPhoto;
  private final RenderPhoto renderPhoto;
  private final ImageLimits limits;
  private final Wanted wanted;
  private final Extras extras;

  /**
   * What is done to every photo.
   *
   * @param request the wish
   * @param reference the photos that it refers to; null when it has none
   * @param prompts wishes of single photos
   */
  record Wanted(RetouchRequest request, @Nullable ReferencePhotos reference, PromptsFile prompts) {
    RetouchRequest of(Job job) {
      return prompts.requestFor(job.input(), request);
    }
  }

  /**
   * What is written beside each photo.
   *
   * @param plan the plan as {@code NAME.plan.json}
   * @param cube the look as {@code NAME.cube}, and those of regions as {@code NAME.REGION.cube}
   * @param guard knows all that is read
   */
  record Extras(boolean plan, boolean cube, OutputGuard guard) {
    /** What can be written for a job, before it is known what its photo becomes. */
    List<Path> possible(Job job, RetouchRequest request) {
      List<Path> all = new ArrayList<>();
      for (Path photo : OutputName.possible(job, request.output().format())) {
        all.add(photo);
        if (plan) {
          all.add(OutputName.beside(photo, "plan.json"));
        }
        if (cube) {
          all.add(OutputName.beside(photo, "cube"));
          request
              .regions()
              .forEach(region -> all.add(OutputName.beside(photo, region.name() + ".cube")));
        }
      }
      return all;
    }
  }

  RetouchFile(
      PlanPhoto planPhoto,
      RenderPhoto renderPhoto,
      ImageLimits limits,
      Wanted wanted,
      Extras extras) {
    this.planPhoto = planPhoto;
    this.renderPhoto = renderPhoto;
    this.limits = limits;
    this.wanted = wanted;
    this.extras = extras;
  }

  /** Retouches the file; what goes wrong is in the report, and no other photo is touched by it. */
  PhotoReport retouch(Job job) {
    StepTimes times = new StepTimes();
    Plan plan = null;
    @Nullable RenderedFile file = null;
    try {
      byte[] original = read(job.input());
      times.lap("read");
      PlannedPhoto planned =
          planPhoto.plan(job.input().toString(), original, wanted.of(job), wanted.reference());
      plan = planned.plan();
      note(planned.timings(), times);
      times.restart();
      file = renderPhoto.render(original, plan, MASKS.filesOf(plan), Deadline.NONE);
      times.lap("render");
      Path output = write(job, plan, file);
      times.lap("write");
      return report(job, output, plan, file, times, null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return report(job, null, plan, file, times, "interrupted");
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      log.atDebug().addKeyValue("input", job.input()).setCause(e).log("photo failed");
      return report(job, null, plan, file, times, explain(e));
    }
  }

  private byte[] read(Path input) throws IOException {
    limits.checkBytes(Files.size(input));
    return Files.readAllBytes(input);
  }

  private Path write(Job job, Plan plan, RenderedFile file) throws IOException {
    Path output = OutputName.of(job.output(), file.extension());
    write(output, file.bytes());
    if (extras.plan()) {
      write(OutputName.beside(output, "plan.json"), ContractsJson.writeBytes(plan));
    }
    if (extras.cube()) {
      write(OutputName.beside(output, "cube"), renderPhoto.cube(plan));
      for (PlannedRegion region : plan.regions()) {
        write(OutputName.beside(output, region.name() + ".cube"), renderPhoto.cube(plan, region));
      }
    }
    return output;
  }

  /** Photos of one run never replace each other, such as a.heic and a.jpg that both become JPEG. */
  private void write(Path output, byte[] bytes) throws IOException {
    extras.guard().write(output, bytes);
  }

  private static void note(PlanTimings plan, StepTimes times) {
    times.part("thumbnail", plan.thumbnail());
    times.part("look", plan.look());
    times.part("taste", plan.taste());
    times.part("reason", plan.reason());
  }

  private static String explain(Throwable fault) {
    return switch (fault) {
      case OutOfMemoryError _ ->
          "not enough memory for this photo; try TONEWORK_JAVA_OPTS=-Xmx4g, or fewer --threads";
      case java.nio.file.NoSuchFileException e -> "there is no file '" + e.getFile() + "'";
      case java.nio.file.AccessDeniedException e -> "'" + e.getFile() + "' may not be accessed";
      default -> fault.getMessage() == null ? fault.toString() : fault.getMessage();
    };
  }

  private PhotoReport report(
      Job job,
      @Nullable Path output,
      @Nullable Plan plan,
      @Nullable RenderedFile file,
      StepTimes times,
      @Nullable String error) {
    RetouchRequest request = wanted.of(job);
    return new PhotoReport(
        FileName.text(job.input()),
        output == null ? null : FileName.text(output),
        request.mode(),
        request.instruction(),
        plan == null ? null : plan.reasoning(),
        plan == null ? null : plan.latents(),
        plan == null ? List.of() : plan.regions(),
        file == null ? List.of() : file.lost(),
        file == null ? List.of() : file.warnings(),
        times.toMap(),
        error);
  }
}
