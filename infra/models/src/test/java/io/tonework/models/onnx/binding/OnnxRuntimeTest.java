package io.tonework.models.onnx.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.models.onnx.OnnxRuntime;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {
  /** What the other process runs. */
  public static final class Program {
    private Program() {}

    public static void main(String[] args) throws Exception {
      System.out.println("opened " + OnnxRuntime.environment().getVersion());
    }
  }

  @Test
  void shouldOpenWhenTheCommandLineIsLong() throws Exception {
    // Given: the library's telemetry would parse this and take the process down
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder process =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx64m",
                "-Dpadding=" + "x/".repeat(10_000),
                Program.class.getName())
            .redirectErrorStream(true);
    process.environment().put("CLASSPATH", classPath());
    process.environment().remove(OnnxRuntime.NO_TELEMETRY);
    // When
    Process started = process.start();
    String said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // Then
    assertThat(started.waitFor()).as(said).isZero();
    assertThat(said).contains("opened 1.");
  }

  private static String classPath() {
    // surefire hides the real class path behind a jar with a manifest
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""))
        + File.pathSeparator;
  }
}
