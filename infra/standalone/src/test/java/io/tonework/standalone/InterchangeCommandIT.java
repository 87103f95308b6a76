package io.tonework.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import io.tonework.standalone.cameraraw.CameraRawReader;
import io.tonework.standalone.cameraraw.CameraRawScale;
import io.tonework.standalone.cameraraw.CameraRawWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that speak to other tools, with the shipped bundle and this machine's codec. */
class InterchangeCommandIT {
  @TempDir private Path folder;

  private final StringWriter printed = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void takePhotos() throws IOException {
    Files.write(
        folder.resolve("dark.jpg"),
        SyntheticPhoto.jpeg(Scene.PORTRAIT, 400, 300, 1, CaptureFault.UNDER_EXPOSED, 90));
  }

  @Test
  void shouldFollowThePresetWhenItIsOfLightroom() throws IOException {
    // Given: the same sliders twice, once with grain that cannot be carried over
    Sliders sliders = Sliders.of(Map.of(Slider.EXPOSURE, 40.0, Slider.VIBRANCE, 10.0));
    String preset = new String(CameraRawWriter.write(sliders, "warm", null), UTF_8);
    Files.writeString(
        folder.resolve("p.xmp"),
        preset.replace("crs:HasSettings", "crs:GrainAmount=\"25\" crs:HasSettings"));
    Files.write(folder.resolve("p.json"), ContractsJson.writeBytes(sliders));

    // When
    int byPreset =
        run(
            "retouch",
            in("dark.jpg"),
            "-o",
            in("a.png"),
            "--params",
            in("p.xmp"),
            "--report",
            in("r.json"));
    int byJson = run("retouch", in("dark.jpg"), "-o", in("b.png"), "--params", in("p.json"));

    // Then
    assertThat(byPreset).as(errors.toString()).isZero();
    assertThat(byJson).isZero();
    assertThat(folder.resolve("a.png")).hasSameBinaryContentAs(folder.resolve("b.png"));
    assertThat(errors.toString()).contains("not carried over").contains("GrainAmount = 25");
    assertThat(json("r.json").path("notCarriedOver")).hasToString("[\"GrainAmount = 25\"]");
  }

  @Test
  void shouldNameTheFileWhenAPresetIsTooOld() throws IOException {
    // Given
    String preset = new String(CameraRawWriter.write(Sliders.none(), "old", null), UTF_8);
    Files.writeString(folder.resolve("p.xmp"), preset.replace("\"11.0\"", "\"5.7\""));

    // When
    int exit = run("retouch", in("dark.jpg"), "-o", in("out"), "--params", in("p.xmp"));

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString()).contains("p.xmp").contains("process version 5.7");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void shouldExportThePlansOwnSlidersWhenTheySayItAll() throws IOException {
    // Given
    Sliders sliders =
        Sliders.of(Map.of(Slider.EXPOSURE, 33.3, Slider.CONTRAST, -12.4, Slider.HUE_BLUE, 20.0));
    Files.write(folder.resolve("p.json"), ContractsJson.writeBytes(sliders));
    run("retouch", in("dark.jpg"), "-o", in("out"), "--params", in("p.json"), "--plan");

    // When
    int exit = run("xmp", in("out/dark.plan.json"), "-o", in("p.xmp"), "--report", in("r.json"));

    // Then
    assertThat(exit).as(errors.toString()).isZero();
    assertThat(CameraRawReader.read(Files.readAllBytes(folder.resolve("p.xmp"))).sliders())
        .isEqualTo(CameraRawScale.rounded(sliders));
    assertThat(json("r.json").path("fitted").asBoolean()).isFalse();
    assertThat(json("r.json").path("deltaE2000").path("mean").asDouble()).isBetween(1e-6, 0.3);
    assertThat(printed.toString()).contains("dE00 mean").contains("Adobe's operators differ");
  }

  @Test
  void shouldFitTheSlidersWhenThePlanHasNone() throws IOException {
    // Given: a plan whose sliders were lost, as a bundle that thinks in latents alone writes them
    Sliders sliders =
        Sliders.of(
            Map.of(
                Slider.EXPOSURE, 32.0,
                Slider.CONTRAST, 25.0,
                Slider.TEMPERATURE, -20.0,
                Slider.SATURATION_GREEN, 40.0));
    Files.write(folder.resolve("p.json"), ContractsJson.writeBytes(sliders));
    run("retouch", in("dark.jpg"), "-o", in("out"), "--params", in("p.json"), "--plan");
    ObjectNode plan = (ObjectNode) json("out/dark.plan.json");
    plan.putObject("sliders");
    Files.writeString(folder.resolve("plan.json"), plan.toString());

    // When
    int exit = run("xmp", in("plan.json"), "-o", in("p.xmp"), "--report", in("r.json"));

    // Then: leaving the sliders at 0 would be off by more than 10
    assertThat(exit).as(errors.toString()).isZero();
    assertThat(json("r.json").path("fitted").asBoolean()).isTrue();
    assertThat(json("r.json").path("deltaE2000").path("mean").asDouble())
        .as(json("r.json").toString())
        .isLessThan(0.6);
    assertThat(printed.toString()).contains("latents that come without sliders");
  }

  @Test
  void shouldMeasureAndDrawWhenTwoPhotosAreCompared() throws IOException {
    // Given
    Files.writeString(folder.resolve("p.json"), "{\"Exposure2012\": 40}");
    run("retouch", in("dark.jpg"), "-o", in("bright.png"), "--params", in("p.json"));

    // When: JPEG and PNG
    int exit =
        run(
            "compare",
            in("dark.jpg"),
            in("bright.png"),
            "-o",
            in("c.png"),
            "--report",
            in("r.json"));
    int split =
        run(
            "compare",
            in("dark.jpg"),
            in("bright.png"),
            "-o",
            in("s.png"),
            "--split",
            "--difference",
            "absolute");

    // Then
    assertThat(exit).as(errors.toString()).isZero();
    assertThat(split).isZero();
    BufferedImage sheet = ImageIO.read(folder.resolve("c.png").toFile());
    assertThat(sheet.getWidth()).isEqualTo(12 + 3 * 412);
    assertThat(ImageIO.read(folder.resolve("s.png").toFile()).getWidth()).isEqualTo(12 + 2 * 412);
    JsonNode report = json("r.json");
    assertThat(report.path("widthPixels").asInt()).isEqualTo(400);
    assertThat(report.path("difference").path("psnrDb").asDouble()).isBetween(5.0, 40.0);
    assertThat(report.path("difference").path("deltaE2000Mean").asDouble()).isGreaterThan(2);
    assertThat(printed.toString()).contains("PSNR").contains("SSIM").contains("dE00");
  }

  @Test
  void shouldSayWhatWasScaledWhenSizesDiffer() throws IOException {
    // Given
    Files.write(
        folder.resolve("small.jpg"),
        SyntheticPhoto.jpeg(Scene.PORTRAIT, 200, 150, 1, CaptureFault.UNDER_EXPOSED, 90));

    // When
    int exit = run("compare", in("dark.jpg"), in("small.jpg"), "-o", in("c.png"));

    // Then
    assertThat(exit).as(errors.toString()).isZero();
    assertThat(errors.toString()).contains("dark.jpg is 400 x 300 and was scaled to 200 x 150");
  }

  @Test
  void shouldRefuseWhenShapesDiffer() throws IOException {
    // Given
    Files.write(
        folder.resolve("tall.jpg"),
        SyntheticPhoto.jpeg(Scene.PORTRAIT, 300, 400, 1, CaptureFault.UNDER_EXPOSED, 90));

    // When
    int exit = run("compare", in("dark.jpg"), in("tall.jpg"), "-o", in("c.png"));

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString()).contains("400 x 300").contains("300 x 400");
    assertThat(folder.resolve("c.png")).doesNotExist();
  }

  @Test
  void shouldLayTheLookOverThePlanAndRenderItAgain() throws IOException {
    // Given: a look that makes everything grey, as a curve cannot
    StringBuilder cube = new StringBuilder("LUT_3D_SIZE 2\n");
    for (int i = 0; i < 8; i++) {
      double grey = 0.3 * (i & 1) + 0.6 * (i >> 1 & 1) + 0.1 * (i >> 2);
      cube.append("%1$s %1$s %1$s%n".formatted(grey));
    }
    Files.writeString(folder.resolve("grey.cube"), cube);

    // When
    int whole =
        run(
            "retouch",
            in("dark.jpg"),
            "-o",
            in("out"),
            "--format",
            "png",
            "--look",
            in("grey.cube"),
            "--plan",
            "--cube");
    int none =
        run(
            "retouch",
            in("dark.jpg"),
            "-o",
            in("none"),
            "--format",
            "png",
            "--look",
            in("grey.cube"),
            "--look-strength",
            "0");
    int plain = run("retouch", in("dark.jpg"), "-o", in("plain"), "--format", "png");
    int again =
        run(
            "render",
            in("out/dark.plan.json"),
            in("dark.jpg"),
            "-o",
            in("again.png"),
            "--look",
            in("grey.cube"));
    int exported =
        run("lut", in("out/dark.plan.json"), "-o", in("again.cube"), "--look", in("grey.cube"));

    // Then
    assertThat(new int[] {whole, none, plain, again, exported})
        .as(errors.toString())
        .containsOnly(0);
    BufferedImage finished = ImageIO.read(folder.resolve("out/dark.png").toFile());
    for (int x = 0; x < 400; x += 7) {
      int rgb = finished.getRGB(x, 150);
      assertThat(Math.abs((rgb >> 16 & 0xFF) - (rgb & 0xFF))).isLessThanOrEqualTo(1);
    }
    assertThat(folder.resolve("none/dark.png"))
        .hasSameBinaryContentAs(folder.resolve("plain/dark.png"));
    assertThat(folder.resolve("again.png")).hasSameBinaryContentAs(folder.resolve("out/dark.png"));
    assertThat(folder.resolve("again.cube"))
        .hasSameBinaryContentAs(folder.resolve("out/dark.cube"));
  }

  @Test
  void shouldRefuseToRenderWhenTheLookOfThePlanIsMissingOrAnother() throws IOException {
    // Given
    Files.writeString(folder.resolve("a.cube"), "LUT_1D_SIZE 2\n0 0 0\n1 1 0.5\n");
    Files.writeString(folder.resolve("b.cube"), "LUT_1D_SIZE 2\n0 0 0\n1 1 0.6\n");
    run("retouch", in("dark.jpg"), "-o", in("out"), "--look", in("a.cube"), "--plan");

    // When
    int missing = run("render", in("out/dark.plan.json"), in("dark.jpg"), "-o", in("c.jpg"));
    int another =
        run(
            "render",
            in("out/dark.plan.json"),
            in("dark.jpg"),
            "-o",
            in("c.jpg"),
            "--look",
            in("b.cube"));

    // Then
    assertThat(missing).isEqualTo(1);
    assertThat(another).isEqualTo(1);
    assertThat(errors.toString())
        .contains("name it with --look")
        .contains("give the one that the plan was made with");
    assertThat(folder.resolve("c.jpg")).doesNotExist();
  }

  @Test
  void shouldNameFileAndLineWhenALookIsWrong() throws IOException {
    // Given
    Files.writeString(folder.resolve("bad.cube"), "LUT_3D_SIZE 2\n0 0 nan\n");

    // When
    int exit = run("retouch", in("dark.jpg"), "-o", in("out"), "--look", in("bad.cube"));
    int strength = run("retouch", in("dark.jpg"), "-o", in("out"), "--look-strength", "0.5");

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(strength).isEqualTo(1);
    assertThat(errors.toString())
        .contains("bad.cube")
        .contains("line 2")
        .contains("--look-strength needs --look");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private String in(String path) {
    return folder.resolve(path).toString();
  }

  private JsonNode json(String path) throws IOException {
    return ContractsJson.mapper().readTree(folder.resolve(path).toFile());
  }

  private int run(String... args) {
    CommandLine commandLine = ToneworkCommand.commandLine();
    commandLine.setOut(new PrintWriter(printed));
    commandLine.setErr(new PrintWriter(errors));
    return commandLine.execute(args);
  }
}
