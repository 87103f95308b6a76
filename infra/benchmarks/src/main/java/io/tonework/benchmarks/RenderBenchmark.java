package io.tonework.benchmarks;

import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.imageio.ImageIoCodec;
import io.tonework.imaging.codec.vips.VipsCodec;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.imaging.lattice.TetrahedralInterpolator;
import io.tonework.imaging.region.ColourMap;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Rendering against a bare transcode of the same file by the same codec with the same settings.
 *
 * <p>Arguments: JPEG files to use instead of the synthetic photos of 2, 12 and 24 megapixels. Run
 * with {@code --add-exports java.base/jdk.internal.module=ALL-UNNAMED
 * --enable-native-access=ALL-UNNAMED}.
 */
public final class RenderBenchmark {
  private static final RgbFunction BRIGHTER =
      (rgb, out, points) -> {
        for (int p = 0; p < points * 3; p += 3) {
          out[p] = (float) Math.pow(rgb[p], 0.80);
          out[p + 1] = (float) Math.pow(rgb[p + 1], 0.82);
          out[p + 2] = (float) Math.pow(rgb[p + 2], 0.88);
        }
      };

  private static final PrintStream OUT = System.out;

  private RenderBenchmark() {}

  /** Prints one line a figure. */
  public static void main(String[] arguments) throws IOException {
    Lattice lattice = Lattice.build(Lattice.DEFAULT_SIZE, BRIGHTER);
    ColourMap map = ColourMap.of(lattice);
    interpolators(lattice);
    if (arguments.length == 0) {
      render("2 MP", photo(1732, 1155), map);
      render("12 MP", photo(4243, 2828), map);
      render("24 MP", photo(6000, 4000), map);
    }
    for (String file : arguments) {
      render(file, Files.readAllBytes(Path.of(file)), map);
    }
  }

  private static byte[] photo(int width, int height) {
    return SyntheticPhoto.jpeg(Scene.LANDSCAPE, width, height, 3, CaptureFault.NONE, 90);
  }

  private static void render(String name, byte[] file, ColourMap map) {
    VipsCodec vips = vips();
    Measure transcode = Measure.of(3, 12, () -> vips.transcode(file, EncodeOptions.DEFAULT));
    line(name + " transcode, baseline", transcode, transcode);
    line(name + " render, libvips", measure(vips, file, map, 12), transcode);
    line(
        name + " thumbnail of 512, libvips",
        Measure.of(3, 12, () -> vips.thumbnail(file, 512)),
        transcode);
    line(name + " render twice at once, libvips", twice(vips, file, map), transcode);
    OUT.printf(
        Locale.ROOT, "%-44s %d MiB%n", "peak memory so far, libvips", Measure.peakMebibytes());
    line(
        name + " render, Java",
        measure(new ImageIoCodec(ImageLimits.DEFAULT), file, map, 3),
        transcode);
  }

  private static VipsCodec vips() {
    return VipsCodec.open(ImageLimits.DEFAULT);
  }

  private static Measure measure(ImageCodec codec, byte[] file, ColourMap map, int runs) {
    return Measure.of(runs / 2 + 1, runs, () -> codec.render(file, map, EncodeOptions.DEFAULT));
  }

  private static Measure twice(ImageCodec codec, byte[] file, ColourMap map) {
    return Measure.of(
        1,
        4,
        () -> {
          Thread other =
              Thread.ofPlatform().start(() -> codec.render(file, map, EncodeOptions.DEFAULT));
          codec.render(file, map, EncodeOptions.DEFAULT);
          try {
            other.join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static void interpolators(Lattice lattice) {
    int points = 1 << 18;
    float[] colours = new float[points * 3];
    Random random = new Random(1);
    for (int i = 0; i < colours.length; i++) {
      colours[i] = random.nextFloat();
    }
    float[] out = new float[colours.length];
    Measure scalar =
        Measure.of(
            8, 30, () -> TetrahedralInterpolator.reference().map(lattice, colours, out, points));
    Measure vector =
        Measure.of(
            8, 30, () -> TetrahedralInterpolator.fastest().map(lattice, colours, out, points));
    line("262,144 random colours, scalar, baseline", scalar, scalar);
    line("262,144 random colours, Vector API", vector, scalar);
    line(
        "lattice of 33 built from a cheap map",
        Measure.of(5, 20, () -> Lattice.build(33, BRIGHTER)),
        scalar);
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
