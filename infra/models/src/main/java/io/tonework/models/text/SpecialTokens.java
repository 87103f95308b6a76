package io.tonework.models.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the special tokens of a {@code tokenizer.json}. */
final class SpecialTokens {
  private SpecialTokens() {}

  /** How they are spelt. */
  static List<String> of(byte[] tokenizerJson) throws IOException {
    List<String> marks = new ArrayList<>();
    for (JsonNode token : ContractsJson.mapper().readTree(tokenizerJson).path("added_tokens")) {
      String content = token.path("content").asText();
      if (token.path("special").asBoolean(false) && !content.isEmpty()) {
        marks.add(content);
      }
    }
    return List.copyOf(marks);
  }
}
