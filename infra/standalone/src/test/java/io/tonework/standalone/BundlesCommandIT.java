package io.tonework.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands on files where several bundles are installed. */
class BundlesCommandIT {
  private static final Path TESTED = Path.of("..", "models", "src", "test", "resources", "bundles");
  private static final String TINY = TESTED.resolve("tiny").toString();

  @TempDir private Path folder;

  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void takeAPhoto() throws IOException {
    Files.write(
        folder.resolve("a.jpg"),
        SyntheticPhoto.jpeg(Scene.PORTRAIT, 200, 150, 1, CaptureFault.UNDER_EXPOSED, 90));
  }

  @Test
  void shouldRenderAPlanWithItsOwnBundleWhenOthersAreInstalledToo() throws IOException {
    // Given
    assertThat(
            run(
                "retouch",
                in("a.jpg"),
                "-o",
                in("out"),
                "--plan",
                "--bundle",
                TINY,
                "--mode",
                "param",
                "--params",
                sliders()))
        .as(errors.toString())
        .isZero();

    // When: the bundle is only installed, and no option names it
    int exit =
        run(
            "render",
            in("out/a.plan.json"),
            in("a.jpg"),
            "-o",
            in("again.jpg"),
            "--bundles",
            TESTED.toString());

    // Then
    assertThat(exit).as(errors.toString()).isZero();
    assertThat(folder.resolve("again.jpg")).hasSameBinaryContentAs(folder.resolve("out/a.jpg"));
  }

  @Test
  void shouldSayWhichBundleIsMissingWhenAPlansIsNotInstalled() throws IOException {
    // Given
    run(
        "retouch",
        in("a.jpg"),
        "-o",
        in("out"),
        "--plan",
        "--bundle",
        TINY,
        "--mode",
        "param",
        "--params",
        sliders());

    // When
    int exit = run("render", in("out/a.plan.json"), in("a.jpg"), "-o", in("again.jpg"));

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString())
        .contains("bundle tiny 0.0.1 (")
        .contains("is not installed here; installed are: compact ");
  }

  @Test
  void shouldListBundlesAndChannelsWhenAskedForModels() {
    // When
    int exit = run("models", "--bundles", TESTED.toString());

    // Then
    assertThat(exit).isZero();
    assertThat(output.toString())
        .contains("stable     compact ")
        .contains("tiny 0.0.1, ")
        .contains("compact 0.1.0, ")
        .contains("veraretouch-tiny")
        .contains("cannot be used: ")
        .contains("its licence");
  }

  @Test
  void shouldShowOneBundleInFullWhenItIsNamed() {
    // When
    int exit = run("models", "--bundles", TESTED.toString(), "--bundle", "tiny@0.0.1");

    // Then
    assertThat(exit).isZero();
    assertThat(output.toString()).contains("graph   renderer").doesNotContain("stable");
  }

  private String sliders() throws IOException {
    return Files.writeString(folder.resolve("sliders.json"), "{\"Exposure2012\": 20}").toString();
  }

  private String in(String file) {
    return folder.resolve(file).toString();
  }

  private int run(String... args) {
    CommandLine commandLine = ToneworkCommand.commandLine();
    commandLine.setOut(new PrintWriter(output));
    commandLine.setErr(new PrintWriter(errors));
    return commandLine.execute(args);
  }
}
