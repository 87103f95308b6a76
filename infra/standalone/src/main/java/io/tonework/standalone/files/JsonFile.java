package io.tonework.standalone.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tonework.contracts.ContractsJson;
import java.io.IOException;
import java.nio.file.Path;

/** JSON that a person wrote: a key that comes twice or a second document is an error in it. */
final class JsonFile {
  private static final ObjectReader STRICT =
      ContractsJson.mapper()
          .reader()
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonFile() {}

  /**
   * Reads the bytes of a file.
   *
   * @throws IOException when they cannot be read
   * @throws IllegalArgumentException naming the file, and what is wrong in it
   */
  static <T> T read(Path file, byte[] json, TypeReference<T> type) throws IOException {
    try {
      T value = STRICT.forType(type).readValue(json);
      if (value == null) {
        throw new IllegalArgumentException("'" + file + "' has null where JSON belongs");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("'" + file + "': " + e.getOriginalMessage(), e);
    }
  }
}
