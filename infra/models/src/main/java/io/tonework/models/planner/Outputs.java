package io.tonework.models.planner;

import io.tonework.models.ModelException;
import io.tonework.models.onnx.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Reads what a graph gave. */
public final class Outputs {
  private Outputs() {}

  /**
   * A row of an output.
   *
   * @throws ModelException when it is missing or holds what is no number
   */
  public static float[] row(Map<String, Tensor> outputs, String name, int i) {
    Tensor tensor = outputs.get(name);
    if (tensor == null) {
      throw new ModelException("the graph gave no output '" + name + "'", null);
    }
    float[] row = tensor.row(i);
    for (float value : row) {
      if (!Float.isFinite(value)) {
        throw new ModelException("the graph gave " + value + " in output '" + name + "'", null);
      }
    }
    return row;
  }

  /** Names with their probabilities, the most probable first. */
  public static List<Tag> tags(List<String> names, float[] probabilities) {
    List<Tag> tags = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      tags.add(new Tag(names.get(i), probabilities[i]));
    }
    tags.sort(Comparator.comparingDouble(Tag::probability).reversed());
    return tags;
  }
}
