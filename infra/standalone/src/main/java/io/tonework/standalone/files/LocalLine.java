package io.tonework.standalone.files;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.models.bundle.InstalledBundle;
import io.tonework.models.installed.InstalledBundles;
import io.tonework.models.onnx.Device;
import io.tonework.models.renderer.Renderers;
import io.tonework.planner.model.PlannerRuntime;
import io.tonework.planner.model.PlannerSettings;
import io.tonework.planner.plan.PlanPhoto;
import io.tonework.planner.plan.TasteReader;
import io.tonework.render.LookFiles;
import io.tonework.render.Looks;
import io.tonework.render.RenderPhoto;
import io.tonework.standalone.memory.HeapWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Planner and renderer in this process, on as many photos at once as there are threads. Owns native
 * sessions, which {@link #close} frees.
 */
final class LocalLine implements AutoCloseable {
  private static final int CACHED_LOOKS = 4;

  private final PlannerRuntime planner;
  private final Renderers renderers;
  private final RetouchFile retouchFile;
  private final int threads;

  private LocalLine(
      PlannerRuntime planner, Renderers renderers, RetouchFile retouchFile, int threads) {
    this.planner = planner;
    this.renderers = renderers;
    this.retouchFile = retouchFile;
    this.threads = threads;
  }

  static LocalLine open(
      InstalledBundle bundle,
      InstalledBundles installed,
      RetouchFile.Wanted wanted,
      LookFiles lookFiles,
      RetouchFile.Extras extras,
      ImageLimits limits,
      int threads) {
    MeterRegistry meters = new SimpleMeterRegistry();
    ImageCodec codec = ImageCodecs.best(limits);
    PlannerSettings settings = PlannerSettings.local(Device.AUTO);
    PlannerRuntime planner = PlannerRuntime.open(bundle.open(), settings, meters);
    Renderers renderers = new Renderers(installed, 1);
    RetouchFile retouchFile =
        new RetouchFile(
            new PlanPhoto(planner, codec, TasteReader.NONE, settings),
            new RenderPhoto(codec, new Looks(renderers, lookFiles, CACHED_LOOKS, meters), meters),
            limits,
            wanted,
            extras);
    return new LocalLine(planner, renderers, retouchFile, threads);
  }

  /**
   * Retouches every photo; one that fails does not stop the others.
   *
   * @param told hears of each photo when it is done, from any thread
   * @return the reports in the order of the jobs
   */
  RetouchReport retouch(List<Job> jobs, Consumer<PhotoReport> told) throws InterruptedException {
    try (ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.clamp(jobs.size(), 1, threads),
            Thread.ofPlatform().name("retouch-", 0).factory())) {
      List<Future<PhotoReport>> running = new ArrayList<>(jobs.size());
      for (Job job : jobs) {
        running.add(
            pool.submit(() -> {
              PhotoReport report = retouchFile.retouch(job);
              told.accept(report);
              HeapWatch.look();
              return report;
            }));
      }
      List<PhotoReport> reports = new ArrayList<>(jobs.size());
      for (Future<PhotoReport> each : running) {
        reports.add(each.get());
      }
      return new RetouchReport(reports);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a photo ended without a report", e.getCause());
    }
  }

  @Override
  public void close() {
    renderers.close();
    planner.close();
  }
}
