package io.tonework.models.language;

import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.GraphRole;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.onnx.Buckets;
import io.tonework.models.onnx.GraphSession;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.onnx.Tensor;
import io.tonework.models.planner.Outputs;
import io.tonework.models.planner.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The vision graph of a bundle: photos to what the decoder is shown of them. Thread-safe; owns a
 * native session.
 */
final class Vision implements AutoCloseable {
  /** Tensor of the sliders that the eye alone would set. */
  static final String PLAN = "plan";

  /** What the eye plans of a photo that it has not seen. */
  static final float[] NO_PLAN = new float[0];

  private final Manifest manifest;
  private final int width;
  private final GraphSession graph;

  /**
   * Opens the graph.
   *
   * @param width of the decoder's states
   */
  Vision(Bundle bundle, int width, SessionSettings settings) {
    this.manifest = bundle.manifest();
    this.width = width;
    this.graph = GraphSession.open(bundle, GraphRole.VISION, settings);
  }

  /** What is seen in each photo of a batch, in order. */
  List<Seen> see(List<ModelInput> batch) {
    Manifest.InputSpec input = manifest.input();
    int length = 3 * input.width() * input.height();
    int rows = Buckets.rows(batch.size(), graph.provider());
    float[] pixels = new float[rows * length];
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).copyTo(pixels, i * length, length);
    }
    Map<String, Tensor> outputs =
        graph.run(Map.of("pixels", Tensor.of(pixels, rows, 3, input.height(), input.width())));
    List<Seen> seen = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      float[] features = Outputs.row(outputs, "tokens", i);
      seen.add(
          new Seen(
              features,
              features.length / width,
              tags(outputs, "scene", manifest.scenes(), i),
              tags(outputs, "content", manifest.content(), i),
              outputs.containsKey(PLAN) ? Outputs.row(outputs, PLAN, i) : NO_PLAN));
    }
    return seen;
  }

  private static List<Tag> tags(
      Map<String, Tensor> outputs, String output, List<String> names, int row) {
    return outputs.containsKey(output)
        ? Outputs.tags(names, Outputs.row(outputs, output, row))
        : List.of();
  }

  @Override
  public void close() {
    graph.close();
  }
}
