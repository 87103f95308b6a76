package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;

/**
 * The one JSON form of events, plans and requests: absent instead of null, ISO-8601 times, record
 * order. Unknown fields are skipped, so that an older reader follows a newer writer. Thread-safe.
 */
public final class ContractsJson {
  private static final ObjectMapper MAPPER = configure(JsonMapper.builder());

  private ContractsJson() {}

  private static ObjectMapper configure(JsonMapper.Builder builder) {
    return builder
        .addModule(new JavaTimeModule())
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(
                JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  /** The shared mapper; callers must not configure it. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /** The value as JSON text. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass().getName() + " as JSON", e);
    }
  }

  /** The value as UTF-8 JSON. */
  public static byte[] writeBytes(Object value) {
    return write(value).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a value.
   *
   * @throws UnreadableJsonException when the text is no JSON or does not fit the type
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new UnreadableJsonException(
            "JSON null where a " + type.getSimpleName() + " belongs", null);
      }
      RequiredComponents.check(value, type.getSimpleName());
      return value;
    } catch (java.io.IOException e) {
      throw new UnreadableJsonException(
          "cannot read " + type.getSimpleName() + ": " + e.getMessage(), e);
    }
  }
}
