package io.tonework.imaging.codec.develop;

import io.tonework.imaging.fault.CodecCrashed;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.RenderCancelled;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A program of this machine that reads a hostile file: with limits to its time and to what it
 * writes, and with the address space that its parent was left.
 *
 * @param path the program
 */
record ExternalTool(Path path) {
  private static final int SECONDS = 90;
  private static final int SIGNALLED = 128;
  private static final int SIGXCPU = 24;
  private static final int SIGXFSZ = 25;
  private static final int BLOCK_BYTES = 512;
  private static final int MAX_MESSAGE = 300;

  /** The program of that name on the path. */
  static Optional<ExternalTool> find(String name) {
    return Arrays.stream(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(ExternalTool::new);
  }

  /** Its name. */
  String name() {
    return path.getFileName().toString();
  }

  /**
   * Runs it in a folder and returns what it printed on standard error.
   *
   * @param output what it prints on standard output goes here
   * @param maxBytes largest file that it may write
   * @throws CorruptImage if it ends in an error or in one of the limits
   * @throws CodecCrashed if it is ended by another signal
   */
  String run(Path folder, Path output, long maxBytes, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                "ulimit -c 0; ulimit -t %d; ulimit -f %d; exec \"$@\""
                    .formatted(SECONDS, maxBytes / BLOCK_BYTES + 1),
                name(),
                path.toString()));
    command.addAll(arguments);
    Path errors = folder.resolve("errors");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      int exit = waitFor(process);
      String said = new String(Files.readAllBytes(errors), java.nio.charset.StandardCharsets.UTF_8);
      check(exit, said);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(name() + " cannot be run: " + e.getMessage(), e);
    }
  }

  private int waitFor(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new RenderCancelled("given up by its caller while " + name() + " ran");
    }
  }

  private void check(int exit, String said) {
    if (exit == 0) {
      return;
    }
    String reason =
        switch (exit - SIGNALLED) {
          case SIGXCPU -> "it took more than " + SECONDS + " s of processors' time";
          case SIGXFSZ -> "the picture is larger than may be written";
          default -> said.strip().replaceAll("\\s+", " ");
        };
    if (exit > SIGNALLED && exit - SIGNALLED != SIGXCPU && exit - SIGNALLED != SIGXFSZ) {
      throw new CodecCrashed(
          "%s crashed on this file: signal %d".formatted(name(), exit - SIGNALLED));
    }
    throw new CorruptImage(
        "the raw file cannot be developed (%s, exit code %d): %s"
            .formatted(name(), exit, reason.substring(0, Math.min(MAX_MESSAGE, reason.length()))));
  }
}
