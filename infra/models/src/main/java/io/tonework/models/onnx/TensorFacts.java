package io.tonework.models.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.manifest.TensorShape;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a graph says of one of its tensors.
 *
 * @param type of its elements
 * @param shape {@link TensorShape#FREE} for a dimension that the caller chooses
 */
@SuppressWarnings("ArrayRecordComponent") // read once when a graph is opened, never compared
public record TensorFacts(OnnxJavaType type, long[] shape) {
  private static final TensorFacts NO_TENSOR = new TensorFacts(OnnxJavaType.UNKNOWN, new long[0]);

  /** From the Java interface; what is no tensor has an unknown type. */
  static Map<String, TensorFacts> of(Map<String, NodeInfo> nodes) {
    return nodes.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                node ->
                    node.getValue().getInfo() instanceof TensorInfo info
                        ? new TensorFacts(info.type, info.getShape())
                        : NO_TENSOR));
  }

  /**
   * Holds the tensors of a graph against the manifest.
   *
   * @param kind {@code input} or {@code output}
   * @throws BundleException naming the first tensor that is not the manifest's
   */
  public static void check(
      Bundle bundle,
      String file,
      String kind,
      Map<String, TensorShape> manifest,
      Map<String, TensorFacts> graph) {
    if (!manifest.keySet().equals(graph.keySet())) {
      throw new BundleException(
          bundle.location(),
          file,
          "has the " + kind + "s " + graph.keySet() + ", the manifest says " + manifest.keySet());
    }
    manifest.forEach((tensor, shape) -> {
      TensorFacts facts = graph.getOrDefault(tensor, NO_TENSOR);
      if (!allowedTypes(tensor).contains(facts.type) || !shape.isServedBy(facts.shape)) {
        throw new BundleException(
            bundle.location(),
            file,
            kind
                + " '"
                + tensor
                + "' is "
                + facts
                + ", the manifest says "
                + words(tensor)
                + " "
                + shape);
      }
    });
  }

  private static Set<OnnxJavaType> allowedTypes(String tensor) {
    return switch (tensor) {
      case "ids", "positions" -> Set.of(OnnxJavaType.INT64);
      case "mask" -> Set.of(OnnxJavaType.INT64, OnnxJavaType.FLOAT);
      default -> Set.of(OnnxJavaType.FLOAT);
    };
  }

  private static String words(String tensor) {
    return allowedTypes(tensor).stream()
        .map(type -> type.toString().toLowerCase(Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(" or "));
  }

  @Override
  public String toString() {
    return type.toString().toLowerCase(Locale.ROOT) + " " + Arrays.toString(shape);
  }
}
