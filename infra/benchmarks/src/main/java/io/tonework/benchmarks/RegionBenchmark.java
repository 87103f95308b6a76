package io.tonework.benchmarks;

import io.tonework.imaging.codec.vips.VipsCodec;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.imaging.region.ColourMap;
import io.tonework.imaging.region.Region;
import io.tonework.imaging.region.SoftMask;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/**
 * Rendering a 24 MP JPEG with two regions, a sky and an oval before it, beside the same render
 * without: the same file, codec and lattice size, in one run.
 *
 * <p>Run with {@code --add-exports java.base/jdk.internal.module=ALL-UNNAMED
 * --enable-native-access=ALL-UNNAMED}.
 */
public final class RegionBenchmark {
  private static final PrintStream OUT = System.out;
  private static final int MASK_WIDTH = 768;
  private static final int MASK_HEIGHT = 512;
  private static final int RUNS = 20;

  private RegionBenchmark() {}

  /** Prints one line a figure. */
  public static void main(String[] arguments) {
    byte[] file = SyntheticPhoto.jpeg(Scene.LANDSCAPE, 6000, 4000, 3, CaptureFault.NONE, 90);
    VipsCodec vips = VipsCodec.open(ImageLimits.DEFAULT);
    ColourMap plain = ColourMap.of(lattice(0.9));
    List<Region> refined = regions(true);
    List<Region> exact = regions(false);
    Measure without = measure(vips, file, plain);
    OUT.printf(Locale.ROOT, "peak memory without regions %d MiB%n", Measure.peakMebibytes());
    line("24 MP, no regions, baseline", without, without);
    line("24 MP, two regions, refined", measure(vips, file, plain.with(refined)), without);
    line("24 MP, two regions, exact", measure(vips, file, plain.with(exact)), without);
    line(
        "copy of 768 pixels to refine by",
        Measure.of(2, RUNS, () -> vips.thumbnail(file, 768)),
        without);
    line("24 MP, no regions, again", measure(vips, file, plain), without);
    OUT.printf(Locale.ROOT, "peak memory with regions %d MiB%n", Measure.peakMebibytes());
  }

  private static Measure measure(VipsCodec vips, byte[] file, ColourMap map) {
    return Measure.of(RUNS, RUNS, () -> vips.render(file, map, EncodeOptions.DEFAULT));
  }

  private static List<Region> regions(boolean refined) {
    SoftMask sky = mask((x, y) -> (0.42 + 0.04 * Math.sin(9 * x) - y) * 60);
    SoftMask oval = mask((x, y) -> (0.16 - Math.hypot(x - 0.6, y - 0.7)) * 60);
    return List.of(
        new Region("sky", lattice(1.3), sky, refined),
        new Region("oval", lattice(0.7), oval, refined));
  }

  /** A mask whose border is soft over a sixtieth of the picture's height. */
  private static SoftMask mask(DoubleBinaryOperator inside) {
    byte[] levels = new byte[MASK_WIDTH * MASK_HEIGHT];
    for (int y = 0; y < MASK_HEIGHT; y++) {
      for (int x = 0; x < MASK_WIDTH; x++) {
        double value = inside.applyAsDouble((x + 0.5) / MASK_HEIGHT, (y + 0.5) / MASK_HEIGHT) + 0.5;
        levels[y * MASK_WIDTH + x] = (byte) Math.round(255 * Math.clamp(value, 0, 1));
      }
    }
    return new SoftMask(MASK_WIDTH, MASK_HEIGHT, levels);
  }

  private static Lattice lattice(double gamma) {
    RgbFunction map =
        (rgb, out, points) -> {
          for (int i = 0; i < points * 3; i++) {
            out[i] = (float) Math.pow(rgb[i], gamma);
          }
        };
    return Lattice.build(Lattice.DEFAULT_SIZE, map);
  }

  private static void line(String what, Measure measured, Measure baseline) {
    OUT.printf(
        Locale.ROOT,
        "%-44s cpu %7.1f ms  wall %7.1f ms  cpu / baseline %5.2f%n",
        what,
        measured.cpuMillis(),
        measured.wallMillis(),
        measured.cpuMillis() / baseline.cpuMillis());
  }
}
