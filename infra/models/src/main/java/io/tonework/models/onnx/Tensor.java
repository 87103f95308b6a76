package io.tonework.models.onnx;

import java.util.Arrays;

/**
 * A dense float32 tensor on the heap, row-major.
 *
 * @param values as many as the shape holds; not copied
 * @param shape dimensions, outermost first; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // a view for one call, never compared or kept
public record Tensor(float[] values, long[] shape) {
  public Tensor {
    long count = 1;
    for (long dimension : shape) {
      count *= dimension;
    }
    if (count != values.length) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(shape) + " does not hold " + values.length + " values");
    }
  }

  public static Tensor of(float[] values, long... shape) {
    return new Tensor(values, shape);
  }

  /** Row i of the outermost dimension. */
  public float[] row(int i) {
    int length = values.length / (int) shape[0];
    return Arrays.copyOfRange(values, i * length, (i + 1) * length);
  }
}
