package io.tonework.benchmarks;

import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.process.IsolatedCodec;
import io.tonework.imaging.codec.process.ProcessSettings;
import io.tonework.imaging.codec.vips.VipsCodec;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.region.ColourMap;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * What it costs to run the codec in a process of its own: processors' time of both processes and
 * time on the clock, beside the same codec in this process; memory after 100 and after more photos.
 *
 * <p>Arguments: how many photos of 12 megapixels are rendered in one process; 1,000 if not given.
 */
public final class IsolationBenchmark {
  private static final PrintStream OUT = System.out;
  private static final ColourMap MAP =
      ColourMap.of(
          Lattice.build(
              Lattice.DEFAULT_SIZE,
              (rgb, out, points) -> {
                for (int i = 0; i < points * 3; i++) {
                  out[i] = (float) Math.sqrt(rgb[i]);
                }
              }));

  private IsolationBenchmark() {}

  /** Prints one line a figure. */
  public static void main(String[] arguments) throws IOException {
    int photos = arguments.length == 0 ? 1000 : Integer.parseInt(arguments[0]);
    try (IsolatedCodec isolated = IsolatedCodec.start(ProcessSettings.of(1, ImageLimits.DEFAULT))) {
      ImageCodec here = VipsCodec.open(ImageLimits.DEFAULT);
      for (int[] size : new int[][] {{1732, 1155}, {4243, 2828}, {6000, 4000}}) {
        byte[] file = photo(size[0], size[1]);
        String name = "%d x %d ".formatted(size[0], size[1]);
        double inside = line(name + "render, in this process", here, file, false);
        double apart = line(name + "render, in its own", isolated, file, false);
        OUT.printf(Locale.ROOT, "%-44s %.3f%n", name + "ratio of processors' time", apart / inside);
        line(name + "thumbnail, in this process", here, file, true);
        line(name + "thumbnail, in its own", isolated, file, true);
      }
      flatness(isolated, photos);
    }
  }

  private static byte[] photo(int width, int height) {
    return SyntheticPhoto.jpeg(Scene.LANDSCAPE, width, height, 3, CaptureFault.NONE, 90);
  }

  private static double line(String what, ImageCodec codec, byte[] file, boolean thumbnail) {
    Runnable work =
        () -> {
          Object _ =
              thumbnail
                  ? codec.thumbnail(file, 512)
                  : codec.render(file, MAP, EncodeOptions.DEFAULT);
        };
    for (int i = 0; i < 6; i++) {
      work.run();
    }
    int runs = 10;
    double cpuBefore = cpuMillis();
    long before = System.nanoTime();
    for (int i = 0; i < runs; i++) {
      work.run();
    }
    double wall = (System.nanoTime() - before) / 1e6 / runs;
    double cpu = (cpuMillis() - cpuBefore) / runs;
    OUT.printf(Locale.ROOT, "%-44s cpu %7.1f ms  wall %7.1f ms%n", what, cpu, wall);
    return cpu;
  }

  private static void flatness(IsolatedCodec codec, int photos) throws IOException {
    byte[] file = photo(4243, 2828);
    for (int i = 1; i <= photos; i++) {
      codec.render(file, MAP, EncodeOptions.DEFAULT);
      if (i == 100 || i == photos) {
        OUT.printf(
            Locale.ROOT,
            "%-44s %d MiB resident in the process%n",
            "after %d photos of 12 MP".formatted(i),
            residentMebibytes());
      }
    }
  }

  /** Of this process and its children, which live as long as the benchmark. */
  private static double cpuMillis() {
    Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return ProcessHandle.current()
        .children()
        .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(own, Duration::plus)
        .toMillis();
  }

  private static long residentMebibytes() throws IOException {
    long child = ProcessHandle.current().children().findFirst().orElseThrow().pid();
    return Files.readAllLines(Path.of("/proc", Long.toString(child), "status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
