package io.tonework.benchmarks;

import io.tonework.imaging.codec.vips.VipsCodec;
import io.tonework.imaging.cube.CubeFile;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.LatticeFit;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.imaging.region.ColourMap;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * Rendering a 24 MP JPEG beside a bare transcode and beside other programs that apply the same map:
 * processors' time, all in one run on one file.
 *
 * <p>Our rows and the transcode are measured in this process after a warm-up: decoding, mapping and
 * encoding from memory to memory. Those of other programs are whole processes, their start and the
 * files included. Properties: {@code photo} (a JPEG instead of the synthetic one), {@code mlp} (a
 * bundle written by {@code renderer_benchmark.py}), {@code python} with {@code training} (an
 * interpreter with PyTorch, and the training code's folder). Rows whose program is missing say so.
 */
public final class CompareBenchmark {
  private static final PrintStream OUT = System.out;
  private static final int HALD_LEVEL = 6;
  private static final int PYTORCH_PIXELS = 1 << 18;
  private static final RgbFunction BRIGHTER =
      (rgb, out, points) -> {
        for (int i = 0; i < points * 3; i++) {
          out[i] = (float) Math.pow(0.02 + 0.96 * rgb[i], 0.8);
        }
      };

  private final Path work = Files.createTempDirectory("tonework-compare");
  private final VipsCodec vips = VipsCodec.open(ImageLimits.DEFAULT);
  private final byte[] photo;
  private final double pixels;
  private final double transcode;

  private CompareBenchmark(byte[] photo) throws IOException {
    this.photo = photo;
    var info = vips.probe(photo);
    pixels = (double) info.width() * info.height();
    Files.write(work.resolve("in.jpg"), photo);
    OUT.printf(Locale.ROOT, "%.1f MP, %.1f MB%n", pixels / 1e6, photo.length / 1e6);
    transcode =
        Measure.of(3, 10, () -> vips.transcode(photo, EncodeOptions.DEFAULT)).cpuMillis() / 1e3;
    row("bare transcode by libvips", transcode);
  }

  /** Prints one line a figure. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String file = System.getProperty("photo");
    byte[] photo =
        file == null ? TexturedPhoto.jpeg(6000, 4000) : Files.readAllBytes(Path.of(file));
    CompareBenchmark run = new CompareBenchmark(photo);
    run.render("render, 33^3 built before", Lattice.build(33, BRIGHTER));
    run.render("render, 129^3 built before", Lattice.build(129, BRIGHTER));
    run.mlp();
    run.others(Lattice.build(33, BRIGHTER));
    run.pytorch();
  }

  private void render(String what, Lattice lattice) {
    ColourMap map = ColourMap.of(lattice);
    Measure measured = Measure.of(6, 10, () -> vips.render(photo, map, EncodeOptions.DEFAULT));
    row(what, measured.cpuMillis() / 1e3);
  }

  private void mlp() throws IOException {
    String folder = System.getProperty("mlp");
    if (folder == null) {
      skip("lattice of the published renderer's size", "-Dmlp is not set");
      return;
    }
    try (MlpLook look = MlpLook.open(Path.of(folder))) {
      LatticeFit fit = LatticeFit.of(look.function(), LatticeFit.DEFAULT_TOLERANCE);
      OUT.printf(
          Locale.ROOT,
          "lattice of the published renderer's size: %s, %d points asked, largest error found "
              + "%.2f/255, mean %.3f/255; at 100,000 other colours %s%n",
          fit.lattice(),
          look.takeAsked(),
          255 * fit.maxError(),
          255 * fit.meanError(),
          LatticeCheck.of(fit.lattice(), look.function()));
      Runnable building = () -> LatticeFit.of(look.function(), LatticeFit.DEFAULT_TOLERANCE);
      row("that lattice alone", Measure.of(1, 5, building).cpuMillis() / 1e3);
      render("render with it, built before", fit.lattice());
      Measure both =
          Measure.of(
              1,
              5,
              () -> {
                Lattice built =
                    LatticeFit.of(look.function(), LatticeFit.DEFAULT_TOLERANCE).lattice();
                vips.render(photo, ColourMap.of(built), EncodeOptions.DEFAULT);
              });
      row("render with it, built each time", both.cpuMillis() / 1e3);
    }
  }

  private void others(Lattice lattice) throws IOException, InterruptedException {
    Files.write(work.resolve("x.cube"), CubeFile.write(lattice, "benchmark"));
    ImageIO.write(hald(lattice), "png", work.resolve("hald.png").toFile());
    String filter = "lut3d=file=x.cube:interp=tetrahedral";
    other(5, "ffmpeg -y -threads 2 -i in.jpg -vf " + filter + " -q:v 2 out.jpg");
    other(3, "convert in.jpg hald.png -hald-clut out.jpg");
  }

  private void other(int runs, String line) throws IOException, InterruptedException {
    List<String> command = List.of(line.split(" ", -1));
    if (CommandCpu.isThere(command.getFirst())) {
      row(line, CommandCpu.median(runs, work, command));
    } else {
      skip(line, command.getFirst() + " is not on the path");
    }
  }

  private void pytorch() throws IOException, InterruptedException {
    String what = "the renderer on each pixel in PyTorch";
    String python = System.getProperty("python");
    if (python == null) {
      skip(what, "-Dpython is not set");
      return;
    }
    String module = "tonework_training.veraretouch.renderer_benchmark";
    Path training = Path.of(System.getProperty("training", "planner-worker/training"));
    List<String> command =
        List.of(python, "-m", module, "--pixels", Integer.toString(PYTORCH_PIXELS));
    double seconds = CommandCpu.median(3, training, command, CommandCpu::firstNumber);
    row(what + " (a slice, scaled)", seconds * pixels / PYTORCH_PIXELS);
  }

  /** The lattice as ImageMagick's colour look-up picture, 36 colours along an axis. */
  private static BufferedImage hald(Lattice lattice) {
    int side = HALD_LEVEL * HALD_LEVEL * HALD_LEVEL;
    float[] colours = Lattice.identity(HALD_LEVEL * HALD_LEVEL).toArray();
    float[] mapped = new float[colours.length];
    lattice.map(colours, mapped, colours.length / 3);
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < side * side; i++) {
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        rgb = rgb << 8 | Math.clamp(Math.round(mapped[i * 3 + c] * 255), 0, 255);
      }
      image.setRGB(i % side, i / side, rgb);
    }
    return image;
  }

  private void row(String what, double seconds) {
    OUT.printf(
        Locale.ROOT,
        "%-84s cpu %8.3f s, %7.2f times the transcode%n",
        what,
        seconds,
        seconds / transcode);
  }

  private static void skip(String what, String why) {
    OUT.printf(Locale.ROOT, "%-84s skipped: %s%n", what, why);
  }
}
