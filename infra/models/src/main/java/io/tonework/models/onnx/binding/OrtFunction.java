package io.tonework.models.onnx.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;

/**
 * Functions of ONNX Runtime's C interface: their places in the table {@code OrtApi} and their
 * arguments, after {@code onnxruntime_c_api.h} of interface version 29 (runtime 1.29). The table
 * only ever grows at its end, so the places hold for later versions too.
 */
public enum OrtFunction {
  CREATE_ENV(3, JAVA_INT, ADDRESS, ADDRESS),
  CREATE_SESSION(7, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
  CREATE_SESSION_FROM_ARRAY(8, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS),
  CREATE_SESSION_OPTIONS(10, ADDRESS),
  DISABLE_MEM_PATTERN(17, ADDRESS),
  SET_GRAPH_OPTIMIZATION_LEVEL(23, ADDRESS, JAVA_INT),
  SET_INTRA_OP_NUM_THREADS(24, ADDRESS, JAVA_INT),
  SET_INTER_OP_NUM_THREADS(25, ADDRESS, JAVA_INT),
  SESSION_GET_INPUT_COUNT(30, ADDRESS, ADDRESS),
  SESSION_GET_OUTPUT_COUNT(31, ADDRESS, ADDRESS),
  SESSION_GET_INPUT_TYPE_INFO(33, ADDRESS, JAVA_LONG, ADDRESS),
  SESSION_GET_OUTPUT_TYPE_INFO(34, ADDRESS, JAVA_LONG, ADDRESS),
  SESSION_GET_INPUT_NAME(36, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS),
  SESSION_GET_OUTPUT_NAME(37, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS),
  CREATE_TENSOR_WITH_DATA(49, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS),
  GET_TENSOR_MUTABLE_DATA(51, ADDRESS, ADDRESS),
  CAST_TYPE_INFO_TO_TENSOR_INFO(55, ADDRESS, ADDRESS),
  GET_TENSOR_ELEMENT_TYPE(60, ADDRESS, ADDRESS),
  GET_DIMENSIONS_COUNT(61, ADDRESS, ADDRESS),
  GET_DIMENSIONS(62, ADDRESS, ADDRESS, JAVA_LONG),
  GET_TENSOR_SHAPE_ELEMENT_COUNT(64, ADDRESS, ADDRESS),
  GET_TENSOR_TYPE_AND_SHAPE(65, ADDRESS, ADDRESS),
  CREATE_MEMORY_INFO(68, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS),
  ALLOCATOR_FREE(76, ADDRESS, ADDRESS),
  GET_DEFAULT_ALLOCATOR(78, ADDRESS),
  ADD_SESSION_CONFIG_ENTRY(130, ADDRESS, ADDRESS, ADDRESS),
  RUN_WITH_BINDING(133, ADDRESS, ADDRESS, ADDRESS),
  CREATE_IO_BINDING(134, ADDRESS, ADDRESS),
  BIND_INPUT(136, ADDRESS, ADDRESS, ADDRESS),
  BIND_OUTPUT_TO_DEVICE(138, ADDRESS, ADDRESS, ADDRESS),
  GET_BOUND_OUTPUT_VALUES(140, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
  SYNCHRONIZE_BOUND_INPUTS(202, ADDRESS),
  SYNCHRONIZE_BOUND_OUTPUTS(203, ADDRESS),
  APPEND_CUDA(204, ADDRESS, ADDRESS),
  CREATE_CUDA_OPTIONS(205, ADDRESS),
  UPDATE_CUDA_OPTIONS(206, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG),
  GET_ERROR_MESSAGE(Kind.GIVES_POINTER, 2, ADDRESS),
  RELEASE_ENV(Kind.GIVES_NOTHING, 92, ADDRESS),
  RELEASE_STATUS(Kind.GIVES_NOTHING, 93, ADDRESS),
  RELEASE_MEMORY_INFO(Kind.GIVES_NOTHING, 94, ADDRESS),
  RELEASE_SESSION(Kind.GIVES_NOTHING, 95, ADDRESS),
  RELEASE_VALUE(Kind.GIVES_NOTHING, 96, ADDRESS),
  RELEASE_TYPE_INFO(Kind.GIVES_NOTHING, 98, ADDRESS),
  RELEASE_TENSOR_TYPE_AND_SHAPE(Kind.GIVES_NOTHING, 99, ADDRESS),
  RELEASE_SESSION_OPTIONS(Kind.GIVES_NOTHING, 100, ADDRESS),
  RELEASE_IO_BINDING(Kind.GIVES_NOTHING, 135, ADDRESS),
  CLEAR_BOUND_INPUTS(Kind.GIVES_NOTHING, 141, ADDRESS),
  CLEAR_BOUND_OUTPUTS(Kind.GIVES_NOTHING, 142, ADDRESS),
  RELEASE_CUDA_OPTIONS(Kind.GIVES_NOTHING, 208, ADDRESS);

  private enum Kind {
    GIVES_STATUS,
    GIVES_POINTER,
    GIVES_NOTHING
  }

  private final Kind kind;
  private final int place;

  @SuppressWarnings("ImmutableEnumChecker") // descriptors are immutable, the checker does not know
  private final FunctionDescriptor descriptor;

  OrtFunction(int place, MemoryLayout... arguments) {
    this(Kind.GIVES_STATUS, place, arguments);
  }

  OrtFunction(Kind kind, int place, MemoryLayout... arguments) {
    this.kind = kind;
    this.place = place;
    this.descriptor =
        kind == Kind.GIVES_NOTHING
            ? FunctionDescriptor.ofVoid(arguments)
            : FunctionDescriptor.of(ADDRESS, arguments);
  }

  /** Where its pointer stands in the table. */
  int place() {
    return place;
  }

  int argumentCount() {
    return descriptor.argumentLayouts().size();
  }

  /** True when it gives a status, null for success. */
  boolean givesStatus() {
    return kind == Kind.GIVES_STATUS;
  }

  FunctionDescriptor descriptor() {
    return descriptor;
  }
}
