package io.tonework.planner.plan;

import io.tonework.contracts.Mode;
import io.tonework.models.bundle.Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The shipped bundle as if it had been made for fewer modes. */
public final class SomeModes {
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

  private SomeModes() {}

  /** A copy in an empty folder whose manifest names these modes only. */
  public static Bundle ofShipped(Path folder, Mode... modes) throws IOException {
    for (String file : FILES) {
      try (InputStream in =
          Objects.requireNonNull(
              Bundle.class.getResourceAsStream("/bundles/" + Bundle.SHIPPED + "/" + file), file)) {
        Files.copy(in, folder.resolve(file));
      }
    }
    String named =
        Arrays.stream(modes)
            .map(mode -> '"' + mode.jsonName() + '"')
            .collect(Collectors.joining(", "));
    Path manifest = folder.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst("\"modes\":\\s*\\[[^\\]]*]", "\"modes\": [" + named + "]"));
    return Bundle.load(folder);
  }
}
