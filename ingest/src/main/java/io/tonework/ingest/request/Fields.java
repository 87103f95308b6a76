package io.tonework.ingest.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON object, read with a problem that names path, limit and value. */
final class Fields {
  /** The longest user id, in characters. */
  static final int MAX_USER_CHARS = 200;

  private final ObjectNode json;
  private final String prefix;

  Fields(ObjectNode json) {
    this(json, "");
  }

  private Fields(ObjectNode json, String prefix) {
    this.json = json;
    this.prefix = prefix;
  }

  /** The fields of an object inside this one. */
  Fields inside(String name, JsonNode inner) {
    if (inner instanceof ObjectNode object) {
      return new Fields(object, prefix + name + ".");
    }
    throw invalid(name, inner.toString(), prefix + name + " must be a JSON object");
  }

  /** Refuses a field that is not listed, which is most likely misspelt. */
  void onlyKnown(Set<String> known) {
    json.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            throw invalid(
                name,
                null,
                "unknown field '"
                    + prefix
                    + name
                    + "'; the fields are "
                    + String.join(", ", new TreeSet<>(known)));
          }
        });
  }

  /** The field, or null when it is absent or JSON null. */
  @Nullable JsonNode find(String name) {
    JsonNode value = json.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /** A text of 1 to that many characters, none of them a control character but line breaks. */
  @Nullable String text(String name, int maxChars) {
    JsonNode value = find(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw invalid(name, value.toString(), prefix + name + " must be a text, not " + value);
    }
    String text = value.textValue();
    if (text.isBlank()) {
      throw invalid(name, text, prefix + name + " must not be blank; leave it out instead");
    }
    if (text.length() > maxChars) {
      throw new ProblemException(
          Problem.invalid(
                  prefix + name,
                  text,
                  prefix
                      + name
                      + " must have at most "
                      + maxChars
                      + " characters, not "
                      + text.length())
              .limitedTo(maxChars));
    }
    if (text.chars()
        .anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')) {
      throw invalid(name, null, prefix + name + " must not contain control characters");
    }
    return text;
  }

  /** One of these values by its name in JSON. */
  <T> T choice(String name, T[] values, Function<T, String> jsonName, T whenAbsent) {
    JsonNode value = find(name);
    if (value == null) {
      return whenAbsent;
    }
    return Arrays.stream(values)
        .filter(choice -> jsonName.apply(choice).equals(value.textValue()))
        .findFirst()
        .orElseThrow(() ->
            invalid(
                name,
                value.isTextual() ? value.textValue() : value.toString(),
                prefix
                    + name
                    + " must be one of "
                    + Arrays.stream(values).map(jsonName).collect(Collectors.joining(", "))
                    + ", not "
                    + Problem.excerpt(value.toString())));
  }

  /** A whole number in that range. */
  @Nullable Integer integer(String name, int min, int max) {
    JsonNode value = find(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < min
        || value.intValue() > max) {
      throw new ProblemException(
          Problem.invalid(
                  prefix + name,
                  value.isNumber() ? value.numberValue() : value.asText(),
                  prefix
                      + name
                      + " must be a whole number from "
                      + min
                      + " to "
                      + max
                      + ", not "
                      + value)
              .limitedTo(max));
    }
    return value.intValue();
  }

  /** A number from 0 to 1. */
  double fraction(String name, double whenAbsent) {
    JsonNode value = find(name);
    if (value == null) {
      return whenAbsent;
    }
    if (!value.isNumber() || !(value.doubleValue() >= 0 && value.doubleValue() <= 1)) {
      throw new ProblemException(
          Problem.invalid(
                  prefix + name,
                  value.isNumber() ? value.numberValue() : value.asText(),
                  prefix + name + " must be a number from 0 to 1, not " + value)
              .limitedTo(1));
    }
    return value.doubleValue();
  }

  /** A number of bytes, 1 or more. */
  @Nullable Long bytes(String name) {
    JsonNode value = find(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
      throw invalid(
          name, value.toString(), prefix + name + " must be a number of bytes, not " + value);
    }
    return value.longValue();
  }

  /** True or false; false when absent. */
  boolean flag(String name) {
    JsonNode value = find(name);
    if (value == null) {
      return false;
    }
    if (!value.isBoolean()) {
      throw invalid(name, value.asText(), prefix + name + " must be true or false, not " + value);
    }
    return value.booleanValue();
  }

  ProblemException invalid(String name, @Nullable Object value, String detail) {
    return new ProblemException(Problem.invalid(prefix + name, value, detail));
  }
}
