package io.tonework.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands on files, with the shipped bundle and this machine's codec. */
class RetouchCommandIT {
  private static final Path WITHOUT_WORDS =
      Path.of("..", "models", "src", "test", "resources", "bundles", "format1");

  @TempDir private Path folder;

  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void takePhotos() throws IOException {
    Files.createDirectories(folder.resolve("in/sub"));
    byte[] dark = SyntheticPhoto.jpeg(Scene.PORTRAIT, 400, 300, 1, CaptureFault.UNDER_EXPOSED, 90);
    Files.write(folder.resolve("in/dark.jpg"), dark);
    Files.write(
        folder.resolve("in/sub/warm.jpg"),
        SyntheticPhoto.jpeg(Scene.INTERIOR, 400, 300, 2, CaptureFault.WARM_CAST, 90));
    Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(dark, dark.length / 2));
  }

  @Test
  void shouldRetouchAFolderAndReportWhatWasDone() throws IOException {
    // When
    int exit = run("retouch", in("in"), "-o", in("out"), "--report", in("report.json"));

    // Then
    assertThat(exit).as(errors.toString()).isZero();
    assertThat(folder.resolve("out/dark.jpg")).exists();
    assertThat(folder.resolve("out/sub/warm.jpg")).exists();
    JsonNode photos = report().path("photos");
    assertThat(photos).hasSize(2);
    JsonNode dark = photos.get(0);
    assertThat(dark.path("input").asText()).endsWith("dark.jpg");
    assertThat(dark.path("output").asText()).endsWith("dark.jpg");
    assertThat(dark.path("mode").asText()).isEqualTo("auto");
    assertThat(dark.path("reasoning").path("light").path("plan").asText()).isNotEmpty();
    assertThat(dark.path("latents").path("data").asText()).isNotEmpty();
    assertThat(dark.path("timingsMs").path("total").asDouble()).isPositive();
    assertThat(dark.has("error")).isTrue();
    assertThat(dark.path("error").isNull()).isTrue();
  }

  @Test
  void shouldNameWhatItPassesOverAndKeepTheBytesOfNames() throws IOException {
    // Given
    Path odd = Path.of(URI.create(folder.toUri() + "in/caf%E9.jpg"));
    Files.move(folder.resolve("in/dark.jpg"), odd);
    Files.move(folder.resolve("in/sub/warm.jpg"), folder.resolve("in/sub/warm.jfif"));
    Files.writeString(folder.resolve("in/two\nlines.gif"), "GIF89a");

    // When
    int exit = run("retouch", in("in"), "-o", in("out"), "--report", in("report.json"));

    // Then
    assertThat(exit).as(errors.toString()).isZero();
    assertThat(Path.of(URI.create(folder.toUri() + "out/caf%E9.jpg"))).exists();
    assertThat(folder.resolve("out/sub/warm.jfif")).exists();
    assertThat(errors.toString())
        .contains("two\\u000alines.gif: GIF is not accepted")
        .doesNotContain("two\n");
    assertThat(report().path("passedOver")).hasSize(1);
    assertThat(report().path("passedOver").get(0).path("why").asText())
        .isEqualTo("GIF is not accepted");
    assertThat(report().path("photos").get(0).path("input").asText())
        .isEqualTo(odd.toUri().toString());
    assertThat(report().path("photos").get(0).path("output").asText()).endsWith("out/caf%E9.jpg");
  }

  @Test
  void shouldNameWhatIsThereWhenThereIsNoPhotograph() throws IOException {
    // Given
    Files.createDirectories(folder.resolve("none"));
    Files.writeString(folder.resolve("none/a.bmp"), "BM\0\0\0\0\0\0\0\0\0\0");

    // When
    int exit = run("retouch", in("none"), "-o", in("out"), "--report", in("report.json"));

    // Then
    assertThat(exit).isEqualTo(2);
    assertThat(errors.toString()).contains("a.bmp: BMP is not accepted");
    assertThat(report().path("passedOver")).hasSize(1);
  }

  @Test
  void shouldFinishTheOthersWhenOnePhotoIsBroken() throws IOException {
    // When
    int exit =
        run(
            "retouch",
            in("cut.jpg"),
            in("in/dark.jpg"),
            "-o",
            in("out"),
            "--report",
            in("report.json"));

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(folder.resolve("out/dark.jpg")).exists();
    assertThat(folder.resolve("out/cut.jpg")).doesNotExist();
    assertThat(report().path("photos").get(0).path("error").asText()).isNotEmpty();
    assertThat(report().path("photos").get(1).path("error").isNull()).isTrue();
  }

  @Test
  void shouldRenderTheSameBytesWhenAPlanIsAppliedAgain() throws IOException {
    // Given
    assertThat(run("retouch", in("in/dark.jpg"), "-o", in("out"), "--plan", "--cube")).isZero();

    // When
    int rendered =
        run("render", in("out/dark.plan.json"), in("in/dark.jpg"), "-o", in("again.jpg"));
    int exported = run("lut", in("out/dark.plan.json"), "-o", in("again.cube"));

    // Then
    assertThat(rendered).isZero();
    assertThat(exported).isZero();
    assertThat(folder.resolve("again.jpg")).hasSameBinaryContentAs(folder.resolve("out/dark.jpg"));
    assertThat(folder.resolve("again.cube"))
        .hasSameBinaryContentAs(folder.resolve("out/dark.cube"));
  }

  @Test
  void shouldFollowTheSlidersWhenTheyAreGiven() throws IOException {
    // Given
    Files.writeString(
        folder.resolve("p.json"), "{\"Exposure2012\": {\"value\": 40}, \"Vibrance\": 10}");

    // When
    int exit =
        run(
            "retouch",
            in("in/dark.jpg"),
            "-o",
            in("bright.png"),
            "--params",
            in("p.json"),
            "--report",
            in("report.json"));

    // Then
    assertThat(exit).as(errors.toString()).isZero();
    assertThat(Arrays.copyOf(Files.readAllBytes(folder.resolve("bright.png")), 4))
        .isEqualTo(new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    assertThat(report().path("photos").get(0).path("mode").asText()).isEqualTo("param");
  }

  @Test
  void shouldNameTheSliderWhenItIsUnknown() throws IOException {
    // Given
    Files.writeString(folder.resolve("p.json"), "{\"Exposure\": 40}");

    // When
    int exit = run("retouch", in("in/dark.jpg"), "-o", in("out"), "--params", in("p.json"));

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString()).contains("'Exposure'").contains("Exposure2012");
  }

  @Test
  void shouldNameTheModesThatAreThereWhenOneIsLacking() {
    // When
    int exit =
        run(
            "retouch",
            in("in/dark.jpg"),
            "-o",
            in("out"),
            "--prompt",
            "like a dream",
            "--bundle",
            WITHOUT_WORDS.toString());

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString()).contains("mode 'style'").contains("auto, param");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void shouldRefuseTheCallWhenOptionsContradictEachOther() {
    // When
    int exit =
        run(
            "retouch",
            in("in"),
            "-o",
            in("out"),
            "--mode",
            "auto",
            "--prompt",
            "x",
            "--params",
            "y");

    // Then
    assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
  }

  private String in(String path) {
    return folder.resolve(path).toString();
  }

  private JsonNode report() throws IOException {
    return ContractsJson.mapper().readTree(folder.resolve("report.json").toFile());
  }

  private int run(String... args) {
    CommandLine commandLine = ToneworkCommand.commandLine();
    commandLine.setOut(new PrintWriter(new StringWriter()));
    commandLine.setErr(new PrintWriter(errors));
    return commandLine.execute(args);
  }
}
