package io.tonework.service.binding;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.InvalidSlidersException;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.service.problem.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in our words, and by the path of the field, what Jackson could not bind. */
final class JsonFaults {
  private static final Pattern TWICE = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);

  private static final int MAX_DETAIL_CHARS = 1_300;

  private JsonFaults() {}

  /** The path of a field that an object has twice; null when that is not what was wrong. */
  static @Nullable String fieldThatComesTwice(JsonParseException fault) {
    Matcher matcher = TWICE.matcher(String.valueOf(fault.getOriginalMessage()));
    if (!matcher.lookingAt()) {
      return null;
    }
    StringBuilder path = new StringBuilder();
    JsonParser parser = fault.getProcessor();
    JsonStreamContext context = parser == null ? null : parser.getParsingContext();
    // the innermost object is the one that has the field twice
    for (JsonStreamContext outer = context == null ? null : context.getParent();
        outer != null && !outer.inRoot();
        outer = outer.getParent()) {
      path.insert(
          0, outer.inArray() ? "[" + outer.getCurrentIndex() + "]" : "." + outer.getCurrentName());
    }
    return (path + "." + matcher.group(1)).substring(1);
  }

  /** What was wrong with that document. */
  static Problem problem(JsonMappingException fault, JsonNode document) {
    String path = path(fault.getPath());
    JsonNode value = at(document, fault.getPath());
    if (fault.getCause() instanceof InvalidSlidersException sliders) {
      return sliders(sliders, path, value);
    }
    if (fault instanceof UnrecognizedPropertyException unknown) {
      Collection<Object> known =
          Objects.requireNonNullElse(unknown.getKnownPropertyIds(), List.of());
      String names =
          known.stream()
              .map(String::valueOf)
              .collect(Collectors.toCollection(TreeSet::new))
              .stream()
              .collect(Collectors.joining(", "));
      return Problem.invalid(
          path, null, "unknown field '" + Problem.excerpt(path) + "'; the fields are " + names);
    }
    Class<?> type =
        switch (fault) {
          case MismatchedInputException mismatch -> mismatch.getTargetType();
          case JsonMappingException wrapped
              when wrapped.getCause() instanceof InputCoercionException beyond ->
              beyond.getTargetType();
          default -> null;
        };
    String rule =
        type == null
            ? "cannot be read: " + Problem.excerpt(fault.getOriginalMessage())
            : rule(type);
    String name = path.isEmpty() ? "this" : path;
    return Problem.invalid(
        path, shown(value), name + " " + rule + ", not " + Problem.excerpt(value.toString()));
  }

  private static Problem sliders(InvalidSlidersException fault, String path, JsonNode sliders) {
    String slider = fault.slider();
    String field = slider.isEmpty() ? path : path + "." + slider;
    String detail =
        shortened(
            shortened(String.valueOf(fault.getMessage()), slider),
            (slider.isEmpty() ? sliders : sliders.path(slider)).toString());
    Problem problem =
        Problem.invalid(
            field,
            slider.isEmpty() ? null : shown(sliders.path(slider)),
            // the names of all sliders are in it, and what was sent, which may be anything
            detail.length() > MAX_DETAIL_CHARS ? Problem.excerpt(detail) : detail);
    return Slider.byCrsName(slider).isPresent() ? problem.limitedTo((long) Sliders.LIMIT) : problem;
  }

  /** The detail with an excerpt of what was sent in its place. */
  private static String shortened(String detail, String sent) {
    return sent.isEmpty() ? detail : detail.replace(sent, Problem.excerpt(sent));
  }

  private static String rule(Class<?> type) {
    if (type.isEnum()) {
      return "must be one of "
          + Arrays.stream(type.getEnumConstants())
              .map(each -> ContractsJson.mapper().convertValue(each, String.class))
              .collect(Collectors.joining(", "));
    }
    if (type == String.class) {
      return "must be a text";
    }
    if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
      return "must be a whole number";
    }
    if (type == Double.class) {
      return "must be a number";
    }
    if (type == Boolean.class) {
      return "must be true or false";
    }
    return Collection.class.isAssignableFrom(type)
        ? "must be a JSON array"
        : "must be a JSON object";
  }

  private static String path(List<JsonMappingException.Reference> references) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference each : references) {
      if (each.getFieldName() == null) {
        path.append('[').append(each.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(each.getFieldName());
      }
    }
    return path.toString();
  }

  private static JsonNode at(JsonNode document, List<JsonMappingException.Reference> references) {
    JsonNode node = document;
    for (JsonMappingException.Reference each : references) {
      node =
          each.getFieldName() == null ? node.path(each.getIndex()) : node.path(each.getFieldName());
    }
    return node;
  }

  private static @Nullable Object shown(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return value.isNumber()
        ? value.numberValue()
        : value.isTextual() ? value.textValue() : value.toString();
  }
}
