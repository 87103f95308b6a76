package io.tonework.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * The shipped bundle without the words for photos without colour: its grammar allows no plan for
 * one, and any for all others.
 */
final class SpeechlessBundle {
  private static final Path SHIPPED =
      Path.of("..", "models", "src", "main", "resources", "bundles", "compact");

  private SpeechlessBundle() {}

  /** Writes it into a folder, which must not be there yet. */
  static Path in(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(SHIPPED)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Path grammarFile = folder.resolve("grammar.json");
    JsonNode grammar = ContractsJson.mapper().readTree(grammarFile.toFile());
    grammar.path("states").forEach(state -> forget((ArrayNode) state.withArray("edges")));
    byte[] written = ContractsJson.mapper().writeValueAsBytes(grammar);
    Files.write(grammarFile, written);
    Path manifestFile = folder.resolve("manifest.json");
    ObjectNode manifest = (ObjectNode) ContractsJson.mapper().readTree(manifestFile.toFile());
    manifest.withObject("grammar").put("sha256", Sha256.of(written));
    // the recorded examples are of the shipped grammar, and lie elsewhere
    manifest.remove("golden");
    manifest.remove("plans");
    Files.write(manifestFile, ContractsJson.mapper().writeValueAsBytes(manifest));
    return folder;
  }

  private static void forget(ArrayNode edges) {
    Iterator<JsonNode> each = edges.elements();
    while (each.hasNext()) {
      for (JsonNode fact : each.next().path("requires")) {
        if (fact.asText().equals("colourless")) {
          each.remove();
          break;
        }
      }
    }
  }
}
