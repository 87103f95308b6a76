package io.tonework.benchmarks.ratio;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Plan;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.Deadline;
import io.tonework.models.installed.InstalledBundles;
import io.tonework.models.renderer.Renderers;
import io.tonework.render.Looks;
import io.tonework.render.RenderPhoto;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a photo costs beside a bare transcode of the same file, at 2.4, 12 and 24 MP, in one run:
 * processors' time of {@code vips copy} as a process for each file less the start of {@code vips
 * --version}; of {@code ./tonework retouch} as the slope over many photos; of rendering alone in
 * this process with a plan that no photo before it had, its colour map included.
 *
 * <p>Arguments: the repository's root, a folder of JPEGs, which are scaled where they have another
 * size, and the picture that is drawn. The first half of the photos of each size warms up. Needs
 * Linux, {@code vips} on the path and a built {@code ./tonework}.
 */
public final class RatioBenchmark {
  private static final PrintStream OUT = System.out;

  /** Sizes with how many photos are counted, and what they may cost beside the transcode. */
  private enum Size {
    SMALL(2.4, 100, 2.5, 1.8),
    MIDDLE(12, 40, 1.8, 1.4),
    LARGE(24, 20, 1.5, 1.3);

    final double megapixels;
    final int counted;
    final double aim;
    final double renderAim;

    Size(double megapixels, int counted, double aim, double renderAim) {
      this.megapixels = megapixels;
      this.counted = counted;
      this.aim = aim;
      this.renderAim = renderAim;
    }
  }

  private RatioBenchmark() {}

  /** Prints a table and draws it. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 3) {
      OUT.println("usage: RatioBenchmark ROOT PHOTOS PICTURE.png");
      return;
    }
    Path root = Path.of(arguments[0]).toAbsolutePath();
    List<Path> photos = SizedPhotos.in(Path.of(arguments[1]));
    // builds what there is to build, outside of what is counted
    new ChildCpu().run(root.resolve("tonework").toString(), "--version");
    Path work = Files.createTempDirectory("tonework-ratio");
    List<Ratio> ratios = new ArrayList<>();
    OUT.println(
        "| photos | bare transcode | render, a new plan each | beside the transcode (aim)"
            + " | retouch | beside the transcode (aim) | resident at most |");
    OUT.println("|---|---|---|---|---|---|---|");
    try {
      for (Size size : Size.values()) {
        Ratio ratio = measure(root, photos, size, work.resolve(size.name()));
        ratios.add(ratio);
        OUT.println(ratio.row());
      }
    } finally {
      delete(work);
    }
    RatioChart.write(ratios, Path.of(arguments[2]));
  }

  private static Ratio measure(Path root, List<Path> from, Size size, Path work)
      throws IOException, InterruptedException {
    int warmUp = size.counted;
    SizedPhotos photos =
        SizedPhotos.of(from, size.megapixels, warmUp + size.counted, work.resolve("in"));
    List<Path> counted = photos.files().subList(warmUp, photos.files().size());
    double transcode = transcode(counted, work.resolve("copy.jpg"));
    Path out = work.resolve("out");
    RetouchRun retouch = RetouchRun.over(root, photos.folder(), out, true);
    double render = render(photos.files(), out, warmUp);
    return new Ratio(
        size.megapixels,
        transcode,
        render,
        size.renderAim,
        retouch.cpuPerPhotoAfter(warmUp),
        size.aim,
        retouch.samples());
  }

  /** Seconds a photo, without what it takes to start the program. */
  private static double transcode(List<Path> photos, Path to)
      throws IOException, InterruptedException {
    ChildCpu start = new ChildCpu();
    ChildCpu copy = new ChildCpu();
    for (Path photo : photos) {
      int quality = SizedPhotos.quality(Files.readAllBytes(photo));
      start.run("vips", "--version");
      copy.run("vips", "copy", photo.toString(), "%s[Q=%d]".formatted(to, quality));
    }
    return (copy.seconds() - start.seconds()) / photos.size();
  }

  /** Seconds a photo, in this process. */
  private static double render(List<Path> photos, Path plans, int warmUp) throws IOException {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (Renderers renderers = new Renderers(InstalledBundles.ofBuild(), 1)) {
      RenderPhoto render =
          new RenderPhoto(ImageCodecs.best(), new Looks(renderers, 1, meters), meters);
      long before = 0;
      for (int i = 0; i < photos.size(); i++) {
        if (i == warmUp) {
          before = cpuNanos();
        }
        String name = photos.get(i).getFileName().toString().replace(".jpg", ".plan.json");
        Plan plan = ContractsJson.read(Files.readAllBytes(plans.resolve(name)), Plan.class);
        var _ = render.render(Files.readAllBytes(photos.get(i)), plan, Deadline.NONE);
      }
      return (cpuNanos() - before) / 1e9 / (photos.size() - warmUp);
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean os
        ? os.getProcessCpuTime()
        : 0;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /**
   * One size.
   *
   * @param transcode seconds a photo, as the other times
   * @param memory of the process that retouched
   */
  record Ratio(
      double megapixels,
      double transcode,
      double render,
      double renderAim,
      double retouch,
      double retouchAim,
      List<RetouchRun.Sample> memory) {
    String row() {
      return String.format(
          Locale.ROOT,
          "| %.1f MP | %.0f ms | %.0f ms | %.2f (%.1f) | %.0f ms | %.2f (%.1f) | %d MiB |",
          megapixels,
          transcode * 1e3,
          render * 1e3,
          render / transcode,
          renderAim,
          retouch * 1e3,
          retouch / transcode,
          retouchAim,
          memory.stream().mapToLong(RetouchRun.Sample::residentMebibytes).max().orElse(0));
    }
  }
}
