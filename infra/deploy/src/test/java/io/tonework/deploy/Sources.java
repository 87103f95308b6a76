package io.tonework.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Sources of the services, for what the chart repeats of them. */
final class Sources {
  private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();
  private static final List<String> MODULES =
      List.of("ingest", "planner-worker", "render-worker", "feedback", "infra/service");

  private Sources() {}

  /** The texts of the files of the services, and of what they share, whose name ends so. */
  static List<String> ending(String suffix) {
    return MODULES.stream()
        .map(module -> REPOSITORY.resolve(module).resolve("src/main/java"))
        .flatMap(Sources::files)
        .filter(file -> file.toString().endsWith(suffix))
        .map(Sources::read)
        .toList();
  }

  /** The text of a file of the repository. */
  static String of(String path) {
    return read(REPOSITORY.resolve(path));
  }

  /** True when the repository has that file. */
  static boolean has(String path) {
    return Files.exists(REPOSITORY.resolve(path));
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
