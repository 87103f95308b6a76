package io.tonework.benchmarks;

import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.Isolation;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.lattice.LatticeFit;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.imaging.region.ColourMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The most memory that rendering one file takes, the building of its lattice included, in a process
 * that does nothing else; and what two at once take on the clock beside one.
 *
 * <p>Arguments: a JPEG, how many are rendered at once, and any of {@code kink} for a map that needs
 * the finest lattice and {@code apart} for codecs in processes of their own, as the services have
 * them. Run it under the flags of the service whose memory is asked for.
 */
public final class MemoryBenchmark {
  private static final int ROUNDS = 6;
  private static final ImageLimits LIMITS = ImageLimits.DEFAULT;

  private static final RgbFunction SMOOTH =
      (rgb, out, points) -> {
        for (int i = 0; i < points * 3; i++) {
          out[i] = (float) Math.pow(0.02 + 0.96 * rgb[i], 0.8);
        }
      };

  private static final RgbFunction KINK =
      (rgb, out, points) -> {
        for (int i = 0; i < points * 3; i += 3) {
          float mean = 0.31f * rgb[i] + 0.5f * rgb[i + 1] + 0.19f * rgb[i + 2];
          out[i] = Math.max(0.2f * rgb[i], 1.6f * rgb[i] - 0.7f);
          out[i + 1] = Math.clamp(2 * mean - 0.41f, 0f, 1f);
          out[i + 2] = rgb[i + 2];
        }
      };

  private MemoryBenchmark() {}

  /** Prints one line. */
  public static void main(String[] arguments) throws Exception {
    byte[] file = Files.readAllBytes(Path.of(arguments[0]));
    int threads = Integer.parseInt(arguments[1]);
    List<String> options = List.of(arguments).subList(2, arguments.length);
    RgbFunction function = options.contains("kink") ? KINK : SMOOTH;
    Isolation isolation = options.contains("apart") ? Isolation.PROCESS : Isolation.NONE;
    try (ImageCodec codec = ImageCodecs.open(isolation, threads, LIMITS)) {
      ColourMap map = ColourMap.of(LatticeFit.of(function, LatticeFit.DEFAULT_TOLERANCE).lattice());
      measure(codec, file, map, threads);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void measure(ImageCodec codec, byte[] file, ColourMap map, int threads)
      throws Exception {
    Callable<Integer> render = () -> codec.render(file, map, EncodeOptions.DEFAULT).bytes().length;
    double wall = Double.MAX_VALUE;
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      for (int round = 0; round < ROUNDS; round++) {
        long before = System.nanoTime();
        for (Future<Integer> each :
            workers.invokeAll(Stream.generate(() -> render).limit(threads).toList())) {
          each.get();
        }
        wall = Math.min(wall, (System.nanoTime() - before) / 1e6);
      }
    }
    long children =
        ProcessHandle.current().children().mapToLong(c -> Measure.peakMebibytes(c.pid())).sum();
    System.out.printf(
        Locale.ROOT,
        "%d at once, %s: peak %d MiB resident, %d MiB in processes of codecs, %.0f ms%n",
        threads,
        map.map(),
        Measure.peakMebibytes(),
        children,
        wall);
  }
}
