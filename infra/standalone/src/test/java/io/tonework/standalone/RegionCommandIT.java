package io.tonework.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Parts of photos on the command line, with the shipped bundle and this machine's codec. */
class RegionCommandIT {
  private static final int W = 400;
  private static final int H = 300;

  @TempDir private Path folder;

  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void takePhotos() throws IOException {
    Files.write(
        folder.resolve("a.jpg"),
        SyntheticPhoto.jpeg(Scene.LANDSCAPE, W, H, 1, CaptureFault.NONE, 90));
    Files.writeString(folder.resolve("all.json"), "{\"Vibrance\": 10}");
    Files.writeString(folder.resolve("dark.json"), "{\"Exposure2012\": -50}");
    ImageIO.write(leftHalf(W, H, 0), "png", folder.resolve("left.png").toFile());
  }

  /** A mask that is white on its left half, with noise that does not compress below it. */
  private static BufferedImage leftHalf(int width, int height, int noise) {
    Random random = new Random(1);
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int level = x < width / 2 ? 255 - random.nextInt(noise + 1) : 0;
        mask.getRaster().setSample(x, y, 0, level);
      }
    }
    return mask;
  }

  @Test
  void shouldDarkenOnlyTheHalfThatTheMaskShows() throws IOException {
    // When
    int plain = retouch("plain.png", "--params", in("all.json"));
    int parts =
        retouch(
            "parts.png",
            "--params",
            in("all.json"),
            "--region",
            "left=" + in("left.png"),
            "--params",
            in("dark.json"),
            "--plan",
            "--cube",
            "--report",
            in("report.json"));

    // Then
    assertThat(plain).as(errors.toString()).isZero();
    assertThat(parts).as(errors.toString()).isZero();
    BufferedImage before = ImageIO.read(folder.resolve("plain.png").toFile());
    BufferedImage after = ImageIO.read(folder.resolve("parts.png").toFile());
    assertThat(lightness(after, 0, W / 2 - 10)).isLessThan(0.75 * lightness(before, 0, W / 2 - 10));
    int same = 0;
    for (int x = W / 2 + 10; x < W; x++) {
      same += after.getRGB(x, H / 2) == before.getRGB(x, H / 2) ? 1 : 0;
    }
    assertThat(same).isEqualTo(W / 2 - 10);
    JsonNode region = report().path("photos").get(0).path("regions");
    assertThat(region).hasSize(1);
    assertThat(region.get(0).path("name").asText()).isEqualTo("left");
    assertThat(region.get(0).path("sliders").path("Exposure2012").asDouble()).isEqualTo(-50);
    assertThat(folder.resolve("parts.left.cube")).exists();
  }

  @Test
  void shouldRenderTheSameBytesFromThePlanWhenTheMaskLiesBesideIt() throws IOException {
    // Given: a mask too large to travel in the plan
    ImageIO.write(leftHalf(W, H, 120), "png", folder.resolve("noisy.png").toFile());
    assertThat(Files.size(folder.resolve("noisy.png"))).isGreaterThan(48 * 1024);
    retouch("b.png", "--region", "left=" + in("noisy.png"), "--params", in("dark.json"), "--plan");

    // When
    int again = run("render", in("b.plan.json"), in("a.jpg"), "-o", in("again.png"));
    Files.copy(
        folder.resolve("left.png"),
        folder.resolve("noisy.png"),
        StandardCopyOption.REPLACE_EXISTING);
    int changed = run("render", in("b.plan.json"), in("a.jpg"), "-o", in("changed.png"));

    // Then
    assertThat(again).isZero();
    assertThat(folder.resolve("again.png")).hasSameBinaryContentAs(folder.resolve("b.png"));
    assertThat(changed).isEqualTo(1);
    assertThat(errors.toString()).contains("region 'left'").contains("digest");
    assertThat(folder.resolve("changed.png")).doesNotExist();
  }

  @Test
  void shouldSayWhatARegionLacks() throws IOException {
    // Given
    ImageIO.write(leftHalf(H, W, 0), "png", folder.resolve("turned.png").toFile());
    Files.writeString(folder.resolve("text.png"), "no picture at all");

    // When
    int noSliders = retouch("o1.png", "--region", "left=" + in("left.png"));
    int noPicture =
        retouch("o2.png", "--region", "c=" + in("text.png"), "--params", in("dark.json"));
    int turned =
        retouch(
            "o3.png",
            "--region",
            "t=" + in("turned.png"),
            "--params",
            in("dark.json"),
            "--report",
            in("report.json"));
    int noMask = retouch("o4.png", "--region", "left", "--params", in("dark.json"));

    // Then
    assertThat(new int[] {noSliders, noPicture, turned}).containsOnly(1);
    assertThat(noMask).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString())
        .contains("--region left has no sliders")
        .contains("text.png")
        .contains("NAME=MASK.png");
    assertThat(report().path("photos").get(0).path("error").asText())
        .contains("region 't'")
        .contains("300 x 400")
        .contains("400 x 300");
  }

  private static double lightness(BufferedImage image, int left, int right) {
    double sum = 0;
    for (int y = 0; y < H; y++) {
      for (int x = left; x < right; x++) {
        sum += image.getRGB(x, y) >> 8 & 0xFF;
      }
    }
    return sum / (H * (right - left));
  }

  private JsonNode report() throws IOException {
    return ContractsJson.mapper().readTree(folder.resolve("report.json").toFile());
  }

  private String in(String path) {
    return folder.resolve(path).toString();
  }

  private int retouch(String output, String... options) {
    String[] args = new String[4 + options.length];
    args[0] = "retouch";
    args[1] = in("a.jpg");
    args[2] = "-o";
    args[3] = in(output);
    System.arraycopy(options, 0, args, 4, options.length);
    return run(args);
  }

  private int run(String... args) {
    CommandLine commandLine = ToneworkCommand.commandLine();
    commandLine.setOut(new PrintWriter(new StringWriter()));
    commandLine.setErr(new PrintWriter(errors));
    return commandLine.execute(args);
  }
}
