package io.tonework.models.onnx.binding;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import ai.onnxruntime.OnnxJavaType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Tensors of ONNX Runtime over host memory of an arena, which must outlive them. Not thread-safe;
 * {@link #close} releases the tensors, not the memory.
 */
public final class NativeTensors implements AutoCloseable {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;

  private final OrtApi api = OrtApi.get();
  private final Arena arena;
  private final MemorySegment memory;
  private final List<MemorySegment> made = new ArrayList<>();

  public NativeTensors(NativeSession session, Arena arena) {
    this.memory = session.hostMemory();
    this.arena = arena;
  }

  /** The type of that number in {@code ONNXTensorElementDataType}, of those that we use. */
  static OnnxJavaType type(int number) {
    return switch (number) {
      case FLOAT -> OnnxJavaType.FLOAT;
      case INT64 -> OnnxJavaType.INT64;
      default -> OnnxJavaType.UNKNOWN;
    };
  }

  /** A tensor of int64. */
  public MemorySegment longs(long[] values, long... shape) {
    return tensor(arena.allocateFrom(JAVA_LONG, values), INT64, shape);
  }

  /** A tensor of float32. */
  public MemorySegment floats(float[] values, long... shape) {
    return tensor(arena.allocateFrom(JAVA_FLOAT, values), FLOAT, shape);
  }

  /** A tensor of float32 that holds zeros. */
  public MemorySegment zeros(long... shape) {
    long count = 1;
    for (long dimension : shape) {
      count *= dimension;
    }
    return tensor(arena.allocate(JAVA_FLOAT, count), FLOAT, shape);
  }

  private MemorySegment tensor(MemorySegment data, int type, long... shape) {
    MemorySegment tensor =
        api.make(
            OrtFunction.CREATE_TENSOR_WITH_DATA,
            memory,
            data,
            data.byteSize(),
            arena.allocateFrom(JAVA_LONG, shape),
            (long) shape.length,
            type);
    made.add(tensor);
    return tensor;
  }

  /** What a tensor of float32 in host memory holds; a view that dies with the tensor. */
  public static MemorySegment view(MemorySegment tensor) {
    OrtApi api = OrtApi.get();
    MemorySegment info = api.make(OrtFunction.GET_TENSOR_TYPE_AND_SHAPE, tensor);
    try {
      long count = api.count(OrtFunction.GET_TENSOR_SHAPE_ELEMENT_COUNT, info);
      return OrtApi.sized(
          api.make(OrtFunction.GET_TENSOR_MUTABLE_DATA, tensor), count * Float.BYTES);
    } finally {
      api.call(OrtFunction.RELEASE_TENSOR_TYPE_AND_SHAPE, info);
    }
  }

  @Override
  public void close() {
    made.forEach(tensor -> api.call(OrtFunction.RELEASE_VALUE, tensor));
  }
}
