package io.tonework.standalone.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files of the source tree, read from the folder of this module. */
final class Documents {
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static final Set<String> BUILT = Set.of("target", "node_modules", "__pycache__");

  private Documents() {}

  /**
   * All source files whose name ends with one of the endings; built and hidden folders are left
   * out.
   */
  static List<Path> ending(String... endings) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              String name = folder.getFileName().toString();
              boolean left = !folder.equals(ROOT) && (name.startsWith(".") || BUILT.contains(name));
              return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = file.getFileName().toString();
              if (List.of(endings).stream().anyMatch(name::endsWith)) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream().sorted().toList();
  }

  static String read(Path file) {
    return readText(file).orElseThrow(() -> new IllegalArgumentException(file + " is no UTF-8"));
  }

  /** Empty when the file is no UTF-8. */
  static Optional<String> readText(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (MalformedInputException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path from the root of the tree, with slashes. */
  static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  /** The folder of the module that a source file belongs to, from the root of the tree. */
  static String module(Path file) {
    String name = name(file);
    return name.substring(0, name.indexOf("/src/"));
  }
}
