package io.tonework.models.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The shape of a tensor in a manifest, such as {@code ["B", 3, 256, 256]}: a number is a fixed
 * dimension, a name one that the caller chooses.
 *
 * @param dimensions numbers and names, outermost first
 */
public record TensorShape(@JsonValue List<String> dimensions) {
  /** What ONNX Runtime reports for a dimension that the caller chooses. */
  static final long FREE = -1;

  private static final Pattern DIMENSION = Pattern.compile("[A-Za-z]\\w*|[0-9]{1,9}");

  /** Copies the list. */
  public TensorShape {
    dimensions = List.copyOf(dimensions);
  }

  @JsonCreator
  static TensorShape fromJson(JsonNode json) {
    if (!json.isArray()) {
      throw new IllegalArgumentException("a shape is a list of dimensions, not " + json);
    }
    List<String> dimensions = new ArrayList<>();
    json.forEach(dimension -> dimensions.add(text(dimension)));
    return new TensorShape(dimensions);
  }

  private static String text(JsonNode dimension) {
    boolean isSizeOrName = dimension.isInt() || dimension.isTextual();
    if (!isSizeOrName || !DIMENSION.matcher(dimension.asText()).matches()) {
      throw new IllegalArgumentException("a dimension is a size or a name, not " + dimension);
    }
    return dimension.asText();
  }

  /** The dimension, or {@link #FREE}. */
  long dimension(int index) {
    String text = dimensions.get(index);
    return text.chars().allMatch(Character::isDigit) ? Long.parseLong(text) : FREE;
  }

  int rank() {
    return dimensions.size();
  }

  /**
   * True when a graph with that shape takes every tensor that this shape promises.
   *
   * @param graph dimensions as ONNX Runtime reports them, {@link #FREE} for a free one
   */
  public boolean isServedBy(long[] graph) {
    if (graph.length != rank()) {
      return false;
    }
    for (int i = 0; i < graph.length; i++) {
      if (graph[i] != FREE && graph[i] != dimension(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return dimensions.toString();
  }
}
