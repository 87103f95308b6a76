package io.tonework.models.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A copy of the shipped bundle in a folder, to be damaged by a test. */
public final class BundleCopy {
  private static final List<String> FILES =
      List.of(
          "manifest.json",
          "vision.onnx",
          "decoder.onnx",
          "head.onnx",
          "params.onnx",
          "renderer.onnx",
          "readings.bin",
          "reference.onnx",
          "tokenizer.json",
          "grammar.json");

  private final Path folder;

  private BundleCopy(Path folder) {
    this.folder = folder;
  }

  public static BundleCopy in(Path folder) throws IOException {
    for (String file : FILES) {
      try (InputStream in =
          Objects.requireNonNull(
              BundleCopy.class.getResourceAsStream("/bundles/compact/" + file), file)) {
        Files.copy(in, folder.resolve(file));
      }
    }
    return new BundleCopy(folder);
  }

  public Path folder() {
    return folder;
  }

  public BundleCopy manifest(UnaryOperator<String> edit) throws IOException {
    Path manifest = folder.resolve("manifest.json");
    String before = Files.readString(manifest);
    String after = edit.apply(before);
    if (after.equals(before)) {
      throw new IllegalStateException("the edit found nothing to change in the manifest");
    }
    Files.writeString(manifest, after);
    return this;
  }
}
