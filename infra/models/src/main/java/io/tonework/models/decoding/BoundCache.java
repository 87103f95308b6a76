package io.tonework.models.decoding;

import io.tonework.models.onnx.binding.OrtApi;
import io.tonework.models.onnx.binding.OrtFunction;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Keys and values as tensors of ONNX Runtime on its device, which it owns: key and value of layer
 * 0, of layer 1, and so on.
 */
record BoundCache(int rows, int length, List<MemorySegment> tensors) implements KvCache {
  BoundCache {
    tensors = List.copyOf(tensors);
  }

  /** What comes behind {@code past_} and {@code present_} in the graph. */
  static String name(int tensor) {
    return (tensor % 2 == 0 ? "key." : "value.") + tensor / 2;
  }

  @Override
  public void close() {
    tensors.forEach(tensor -> OrtApi.get().call(OrtFunction.RELEASE_VALUE, tensor));
  }
}
