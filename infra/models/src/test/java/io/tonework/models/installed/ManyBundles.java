package io.tonework.models.installed;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes versions of a tiny bundle into a folder: the same weights under another label. */
final class ManyBundles {
  private final Path folder;

  ManyBundles(Path folder) {
    this.folder = folder;
  }

  /** A whole bundle named {@code tiny} of that version; its digest is its own. */
  Path version(String version) throws IOException {
    Path target = Files.createDirectories(folder.resolve("tiny-" + version));
    try (Stream<Path> files = Files.list(tiny())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    Path manifest = target.resolve("manifest.json");
    String text = Files.readString(manifest);
    String labelled =
        text.replaceFirst("\"version\": *\"[^\"]*\"", "\"version\": \"" + version + "\"");
    Files.writeString(manifest, labelled);
    return target;
  }

  /** A version of which only the manifest and the renderer are left. */
  Path retired(String version) throws IOException {
    Path target = version(version);
    try (Stream<Path> files = Files.list(target)) {
      List<String> kept = List.of("manifest.json", "renderer.onnx");
      for (Path file : files.toList()) {
        if (!kept.contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
    return target;
  }

  private static Path tiny() {
    try {
      return Path.of(
          Objects.requireNonNull(ManyBundles.class.getResource("/bundles/tiny")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
