package io.tonework.standalone.files;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.Mode;
import io.tonework.contracts.RetouchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Wishes of single photos: a JSON object of file names and texts, {@code {"a.jpg": "a bit
 * warmer"}}. Immutable.
 *
 * @param prompts text by file name, without folders
 * @param mode how a photo that has one is planned: style, or auto with the wish on top
 */
record PromptsFile(Map<String, String> prompts, Mode mode) {
  /** No photo has a wish of its own. */
  static final PromptsFile NONE = new PromptsFile(Map.of(), Mode.STYLE);

  /** Copies the map. */
  PromptsFile {
    prompts = Map.copyOf(prompts);
  }

  /**
   * Reads the file.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when it is no such object
   */
  static PromptsFile read(Path file, Mode mode) throws IOException {
    JsonNode json;
    try {
      json = JsonFile.read(file, SmallFile.read(file), new TypeReference<JsonNode>() {});
    } catch (IllegalArgumentException e) {
      throw noPrompts(file, e);
    }
    if (!json.isObject() || !json.valueStream().allMatch(JsonNode::isTextual)) {
      throw noPrompts(file, null);
    }
    Map<String, String> prompts = new HashMap<>();
    json.properties().forEach(prompt -> prompts.put(prompt.getKey(), prompt.getValue().asText()));
    return new PromptsFile(prompts, mode);
  }

  private static IllegalArgumentException noPrompts(Path file, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "'"
            + file
            + "' must be a JSON object like {\"a.jpg\": \"a bit warmer\"}"
            + (cause == null ? "" : "; " + cause.getMessage()),
        cause);
  }

  /**
   * Checks that every name is that of a photo, so that no wish is lost to a typing error.
   *
   * @throws IllegalArgumentException naming those that are not
   */
  void checkNames(List<Job> jobs) {
    TreeSet<String> unknown = new TreeSet<>(prompts.keySet());
    unknown.removeAll(jobs.stream().map(job -> name(job.input())).collect(Collectors.toSet()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "there are prompts for photos that are not given: " + unknown);
    }
  }

  /** The photo's own wish; {@code others} when it has none. */
  RetouchRequest requestFor(Path photo, RetouchRequest others) {
    String prompt = prompts.get(name(photo));
    return prompt == null ? others : others.asked(mode, prompt);
  }

  private static String name(Path photo) {
    return String.valueOf(photo.getFileName());
  }
}
