package io.tonework.benchmarks;

import io.tonework.imaging.ColourMap;
import io.tonework.imaging.EncodeOptions;
import io.tonework.imaging.ImageLimits;
import io.tonework.imaging.LatticeFit;
import io.tonework.imaging.RgbFunction;
import io.tonework.imaging.vips.VipsCodec;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * <p>Arguments: a JPEG, how many are rendered at once, and {@code kink} for a map that needs the
 * finest lattice. Run it under the flags of the service whose memory is asked for.
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
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws Exception {
    byte[] file = Files.readAllBytes(Path.of(arguments[0]));
    int threads = Integer.parseInt(arguments[1]);
    boolean kink = arguments.length > 2 && arguments[2].equals("kink");
    VipsCodec vips = VipsCodec.open(LIMITS);
    ColourMap map =
        ColourMap.of(LatticeFit.of(kink ? KINK : SMOOTH, LatticeFit.DEFAULT_TOLERANCE).lattice());
    Callable<Integer> render = () -> vips.render(file, map, EncodeOptions.DEFAULT).bytes().length;
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
    System.out.printf(
        Locale.ROOT,
        "%d at once, %s: peak %d MiB resident, %.0f ms on the clock%n",
        threads,
        map.lattice(),
        Measure.peakMebibytes(),
        wall);
  }
}
