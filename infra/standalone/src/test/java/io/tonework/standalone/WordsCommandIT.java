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
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Wishes in words and edits of other photos on the command line, with the shipped bundle. */
class WordsCommandIT {
  private static final int W = 320;
  private static final int H = 240;

  @TempDir private Path folder;

  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void takePhotos() throws IOException {
    take("a.jpg", Scene.LANDSCAPE, 1);
    take("b.jpg", Scene.INTERIOR, 2);
    take("c.jpg", Scene.PORTRAIT, 3);
  }

  private void take(String name, Scene scene, long seed) throws IOException {
    Files.write(
        folder.resolve(name), SyntheticPhoto.jpeg(scene, W, H, seed, CaptureFault.NONE, 90));
  }

  @Test
  void shouldDoAndTellWhatThePromptAsksFor() throws IOException {
    // When
    int exit = retouch("a.jpg", "out", "--mode", "style", "--prompt", "a lot darker, and crop it");

    // Then
    assertThat(exit).as(errors.toString()).isZero();
    JsonNode photo = report().path("photos").get(0);
    assertThat(photo.path("mode").asText()).isEqualTo("style");
    assertThat(photo.path("prompt").asText()).isEqualTo("a lot darker, and crop it");
    assertThat(photo.path("reasoning").path("content").asText())
        .contains("Asked for: darker a lot.")
        .contains("Cannot be done here: cropping.");
    assertThat(lightness("out/a.jpg")).isLessThan(lightness("a.jpg") - 10);
  }

  @Test
  void shouldGiveEachPhotoItsOwnWishAndTheOthersNone() throws IOException {
    // Given
    Files.writeString(
        folder.resolve("wishes.json"), "{\"a.jpg\": \"brighter\", \"b.jpg\": \"darker\"}");

    // When
    int exit =
        run(
            "retouch",
            in("a.jpg"),
            in("b.jpg"),
            in("c.jpg"),
            "-o",
            in("out"),
            "--prompts",
            in("wishes.json"),
            "--report",
            in("report.json"));

    // Then
    assertThat(exit).as(errors.toString()).isZero();
    JsonNode photos = report().path("photos");
    assertThat(photos.findValuesAsText("mode")).containsExactly("style", "style", "auto");
    assertThat(photos.get(2).path("prompt").isNull()).isTrue();
    assertThat(lightness("out/a.jpg")).isGreaterThan(lightness("a.jpg"));
    assertThat(lightness("out/b.jpg")).isLessThan(lightness("b.jpg"));
  }

  @Test
  void shouldRefuseAWishForAPhotoThatIsNotThere() throws IOException {
    // Given
    Files.writeString(folder.resolve("wishes.json"), "{\"z.jpg\": \"brighter\"}");

    // When
    int exit = run("retouch", in("a.jpg"), "-o", in("out"), "--prompts", in("wishes.json"));

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString()).contains("z.jpg");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void shouldCarryTheEditOfAnotherPhotoOver() throws IOException {
    // Given
    Files.writeString(folder.resolve("edit.json"), "{\"Exposure2012\": -60, \"Saturation\": -30}");
    assertThat(retouch("b.jpg", "edited.png", "--params", in("edit.json")))
        .as(errors.toString())
        .isZero();

    // When
    int pair = retouch("a.jpg", "pair", "--reference", in("b.jpg"), in("edited.png"));
    JsonNode told = report().path("photos").get(0);
    int target = retouch("a.jpg", "target", "--target", in("edited.png"));

    // Then
    assertThat(pair).as(errors.toString()).isZero();
    assertThat(target).as(errors.toString()).isZero();
    assertThat(told.path("mode").asText()).isEqualTo("reference");
    assertThat(told.path("reasoning").path("light").path("plan").asText())
        .containsAnyOf("dark", "lowered");
    double asThere = lightness("b.jpg") - lightness("edited.png");
    assertThat(lightness("a.jpg") - lightness("pair/a.jpg"))
        .isBetween(0.5 * asThere, 1.5 * asThere);
    assertThat(folder.resolve("target/a.jpg")).exists();
  }

  @Test
  void shouldRetouchAsUnaskedAndSaySoWhenThePromptIsInAnotherLanguage() throws IOException {
    // When
    int auto = retouch("a.jpg", "auto");
    int other = retouch("a.jpg", "other", "--prompt", "bitte viel dunkler");

    // Then
    assertThat(auto).isZero();
    assertThat(other).as(errors.toString()).isZero();
    assertThat(report().path("photos").get(0).path("reasoning").path("content").asText())
        .contains("could not be understood");
    assertThat(folder.resolve("other/a.jpg")).hasSameBinaryContentAs(folder.resolve("auto/a.jpg"));
  }

  /** Mean of the green channel, 0..255. */
  private double lightness(String file) throws IOException {
    BufferedImage image = ImageIO.read(folder.resolve(file).toFile());
    long sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        sum += image.getRGB(x, y) >> 8 & 0xFF;
      }
    }
    return sum / (double) (image.getWidth() * image.getHeight());
  }

  private JsonNode report() throws IOException {
    return ContractsJson.mapper().readTree(folder.resolve("report.json").toFile());
  }

  private String in(String path) {
    return folder.resolve(path).toString();
  }

  private int retouch(String photo, String output, String... options) {
    String[] args = new String[6 + options.length];
    System.arraycopy(
        new String[] {"retouch", in(photo), "-o", in(output), "--report", in("report.json")},
        0,
        args,
        0,
        6);
    System.arraycopy(options, 0, args, 6, options.length);
    return run(args);
  }

  private int run(String... args) {
    CommandLine commandLine = ToneworkCommand.commandLine();
    commandLine.setOut(new PrintWriter(new StringWriter()));
    commandLine.setErr(new PrintWriter(errors));
    return commandLine.execute(args);
  }
}
