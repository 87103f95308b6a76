package io.tonework.benchmarks;

import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The whole line beside the bare work: photos per second through REST, Kafka, S3 and Redis on one
 * machine, and which share of the processors' time goes into anything but codec, model and
 * rendering.
 *
 * <p>The baseline is {@code ./tonework retouch} over the same photos: the same planner and renderer
 * without a queue. Both are measured between a warm-up and the end, so starting does not count.
 * Arguments: the repository's root. Needs Linux ({@code /proc}) and a built {@code ./tonework}.
 */
public final class LineBenchmark {
  private static final int WARM_UP = 16;

  private LineBenchmark() {}

  /** Prints one line per photo size. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(arguments.length > 0 ? arguments[0] : ".").toAbsolutePath();
    Path work = Files.createTempDirectory("tonework-line-benchmark");
    try (RunningLine line = RunningLine.start(root, work.resolve("data"))) {
      System.out.printf(
          Locale.ROOT,
          "line is up after %.1f s, %d MiB resident (JVM %d, Redis %d)%n",
          line.startSeconds(),
          line.residentMebibytes() + line.redisMebibytes(),
          line.residentMebibytes(),
          line.redisMebibytes());
      run(root, work, line, "2 MP", 1732, 1155, 64);
      run(root, work, line, "12 MP", 4000, 3000, 24);
      System.out.printf(
          "afterwards %d MiB resident (JVM %d, Redis %d)%n",
          line.residentMebibytes() + line.redisMebibytes(),
          line.residentMebibytes(),
          line.redisMebibytes());
    }
  }

  @SuppressWarnings("SystemOut")
  private static void run(
      Path root, Path work, RunningLine line, String name, int width, int height, int counted)
      throws IOException, InterruptedException {
    List<byte[]> photos = new ArrayList<>();
    for (Scene scene : Scene.values()) {
      photos.add(SyntheticPhoto.jpeg(scene, width, height, 5, CaptureFault.UNDER_EXPOSED, 90));
    }
    line.retouch(photos, WARM_UP);
    Duration lineBefore = line.cpu();
    long began = System.nanoTime();
    line.retouch(photos, counted);
    double seconds = (System.nanoTime() - began) / 1e9;
    double lineCpu = seconds(line.cpu().minus(lineBefore)) / counted;

    Path few = folder(work.resolve(width + "-few"), photos, WARM_UP);
    Path many = folder(work.resolve(width + "-many"), photos, WARM_UP + counted);
    double bareCpu =
        (RetouchProcess.cpuSeconds(root, many) - RetouchProcess.cpuSeconds(root, few)) / counted;
    System.out.printf(
        Locale.ROOT,
        "%-6s %5.2f photos/s end to end; CPU per photo %.3f s in the line, %.3f s bare: "
            + "%.0f%% outside codec, model and rendering%n",
        name,
        counted / seconds,
        lineCpu,
        bareCpu,
        100 * (1 - bareCpu / lineCpu));
  }

  private static Path folder(Path folder, List<byte[]> photos, int count) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      Files.write(folder.resolve("photo-%03d.jpg".formatted(i)), photos.get(i % photos.size()));
    }
    return folder;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
