package io.tonework.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.Latents;
import io.tonework.contracts.Plan;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.Deadline;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.planner.PlannerModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An exported look gives in other programs the picture that a render gives. PNG in and out, so that
 * nothing but the table touches the pixels.
 *
 * <p>What ffmpeg's lut3d does differently: it cuts off where we round to the nearest level, which
 * alone makes one level in half of all 8-bit pixels.
 */
class CubeInOtherToolsTest {
  private static final long SEED = 20_261_121;

  @TempDir private Path folder;

  private static PlannerModel planner;

  @BeforeAll
  static void open() {
    planner = PlannerModel.open(Plans.BUNDLE, SessionSettings.SINGLE_THREAD);
  }

  @AfterAll
  static void close() {
    planner.close();
  }

  static Stream<Arguments> plansAndDepths() {
    return Stream.of(8, 16)
        .flatMap(bits ->
            Stream.of(
                    "nothing moved",
                    "exposure down, contrast up",
                    "as bright and colourful as can be",
                    "everything at random",
                    "every slider at an end",
                    "with a taste on top")
                .map(what -> Arguments.of(bits, what)));
  }

  @ParameterizedTest(name = "{0} bits, {1}")
  @MethodSource("plansAndDepths")
  void shouldGiveThePictureOfTheRenderWhenFfmpegAppliesTheCube(int bits, String what)
      throws Exception {
    assumeTrue(hasFfmpeg(), "ffmpeg with lut3d is not on this machine");
    // Given
    RenderPhoto renderPhoto = renderPhoto();
    Plan plan = plan(what);
    byte[] chart = TestChart.png(TestChart.samples((1 << bits) - 1, SEED), bits);
    Files.write(folder.resolve("in.png"), chart);
    Files.write(folder.resolve("look.cube"), renderPhoto.cube(plan));

    // When
    ffmpeg(bits == 8 ? "rgb24" : "rgb48be");
    int[] theirs = TestChart.read(Files.readAllBytes(folder.resolve("out.png")));
    int[] ours = TestChart.read(renderPhoto.render(chart, plan, Deadline.NONE).bytes());

    // Then: within one level at 8 bits, where they cut off and we round; at 16 bits thinning may
    // cost half a level of 8 bits. Between its nodes a table is only near the renderer, most of all
    // where every slider is at an end
    assertThat(ofOneInAThousand(theirs, ours)).isLessThanOrEqualTo(bits == 8 ? 1 : 257 * 3 / 4);
  }

  @ParameterizedTest(name = "{0} bits, {1}")
  @MethodSource("plansAndDepths")
  void shouldGiveThePictureOfTheRenderWhenTheTextbookIsFollowed(int bits, String what)
      throws IOException {
    // Given
    RenderPhoto renderPhoto = renderPhoto();
    Plan plan = plan(what);
    int max = (1 << bits) - 1;
    int[] chart = TestChart.samples(max, SEED);
    CubeReference reference = new CubeReference(renderPhoto.cube(plan));

    // When
    byte[] png = TestChart.png(chart, bits);
    int[] ours = TestChart.read(renderPhoto.render(png, plan, Deadline.NONE).bytes());

    // Then: a level of 8 bits is rounded, and thinning the table costs up to half a level; between
    // its nodes a table is only near the renderer, most of all where every slider is at an end
    double[] off = new double[chart.length];
    double trilinear = 0;
    for (int i = 0; i < chart.length; i += 3) {
      double[] colour = {
        chart[i] / (double) max, chart[i + 1] / (double) max, chart[i + 2] / (double) max
      };
      double[] wanted = reference.tetrahedral(colour);
      double[] other = reference.trilinear(colour);
      for (int c = 0; c < 3; c++) {
        off[i + c] = Math.abs(wanted[c] * max - ours[i + c]) * 255 / max;
        trilinear = Math.max(trilinear, Math.abs(wanted[c] - other[c]));
      }
    }
    Arrays.sort(off);
    double mean = Arrays.stream(off).average().orElseThrow();
    double most = off[off.length * 999 / 1000];
    System.out.printf(
        "%d bits, %s: %.3f/255 on average, %.2f of one in a thousand, %.2f at most;"
            + " trilinear differs by up to %.2f/255%n",
        bits, what, mean, most, off[off.length - 1], trilinear * 255);
    assertThat(mean).isLessThanOrEqualTo(0.3);
    assertThat(most).isLessThanOrEqualTo(1 + 1.0 / 32);
  }

  private static RenderPhoto renderPhoto() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    return new RenderPhoto(ImageCodecs.best(), new Looks(Plans.RENDERERS, 1, meters), meters);
  }

  private static Plan plan(String what) {
    Random random = new Random(SEED);
    return switch (what) {
      case "nothing moved" -> Plans.withLatents(Plans.masked(), null);
      case "exposure down, contrast up" ->
          Plans.withLatents(latents(Map.of(Slider.EXPOSURE, -80.0, Slider.CONTRAST, 100.0)), null);
      case "as bright and colourful as can be" ->
          Plans.withLatents(
              latents(
                  Map.of(
                      Slider.EXPOSURE, 100.0, Slider.SATURATION, 100.0, Slider.TEMPERATURE, 100.0)),
              null);
      case "everything at random" ->
          Plans.withLatents(latents(all(() -> random.nextDouble(-100, 100))), null);
      case "every slider at an end" ->
          Plans.withLatents(latents(all(() -> random.nextBoolean() ? 100.0 : -100.0)), null);
      case "with a taste on top" -> Plans.withLatents(Plans.latents(5), Plans.latents(6));
      default -> throw new IllegalArgumentException(what);
    };
  }

  private static Map<Slider, Double> all(java.util.function.Supplier<Double> values) {
    EnumMap<Slider, Double> moved = new EnumMap<>(Slider.class);
    for (Slider slider : Slider.values()) {
      moved.put(slider, values.get());
    }
    return moved;
  }

  private static Latents latents(Map<Slider, Double> moved) {
    return planner.params(Sliders.of(moved));
  }

  /** The difference that one value in a thousand exceeds. */
  private static int ofOneInAThousand(int[] a, int[] b) {
    assertThat(a).hasSameSizeAs(b);
    int[] off = new int[a.length];
    Arrays.setAll(off, i -> Math.abs(a[i] - b[i]));
    Arrays.sort(off);
    return off[off.length * 999 / 1000];
  }

  private void ffmpeg(String pixelFormat) throws IOException, InterruptedException {
    Path log = folder.resolve("ffmpeg.log");
    Process process =
        new ProcessBuilder(
                "ffmpeg",
                "-y",
                "-loglevel",
                "error",
                "-i",
                "in.png",
                "-vf",
                "format=" + pixelFormat + ",lut3d=file=look.cube:interp=tetrahedral",
                "-pix_fmt",
                pixelFormat,
                "out.png")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ffmpeg ended").isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  private static boolean hasFfmpeg() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("ffmpeg", "-hide_banner", "-h", "filter=lut3d")
              .redirectErrorStream(true)
              .start();
      String help =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return process.waitFor() == 0 && help.contains("tetrahedral");
    } catch (IOException e) {
      return false;
    }
  }
}
