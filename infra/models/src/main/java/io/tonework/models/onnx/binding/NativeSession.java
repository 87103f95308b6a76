package io.tonework.models.onnx.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import ai.onnxruntime.OnnxJavaType;
import io.tonework.models.ModelException;
import io.tonework.models.bundle.GraphSource;
import io.tonework.models.onnx.ExecutionProvider;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.onnx.TensorFacts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A session of ONNX Runtime opened through its C interface, because outputs can be bound to a
 * device only there and a session of the Java interface keeps its pointer private.
 *
 * <p>Not thread-safe. Owns the native session and a share in the environment, which it has in
 * common with the Java interface; close it after every value that came from it.
 */
public final class NativeSession implements AutoCloseable {
  private static final int WARNING = 2;
  private static final int ALL_OPTIMIZATIONS = 99;
  private static final int DEVICE_ALLOCATOR = 0;
  private static final int DEFAULT_MEMORY = 0;

  private final OrtApi api = OrtApi.get();
  private final ExecutionProvider provider;
  private final MemorySegment environment;
  private final MemorySegment session;
  private final MemorySegment hostMemory;
  private final MemorySegment deviceMemory;

  private NativeSession(GraphSource graph, SessionSettings settings, ExecutionProvider provider) {
    this.provider = provider;
    try (Arena arena = Arena.ofConfined()) {
      environment = api.make(OrtFunction.CREATE_ENV, WARNING, arena.allocateFrom("tonework"));
      session = open(graph, settings, arena);
      hostMemory = memory("Cpu", 0, arena);
      deviceMemory =
          switch (provider) {
            case CPU -> memory("Cpu", 0, arena);
            case CUDA -> memory("Cuda", settings.gpu(), arena);
          };
    }
  }

  /**
   * Opens a graph.
   *
   * @param provider what the settings come down to here, see {@link ExecutionProvider#of}
   * @throws ModelException with the library's message when it cannot be opened
   */
  public static NativeSession open(
      GraphSource graph, SessionSettings settings, ExecutionProvider provider) {
    return new NativeSession(graph, settings, provider);
  }

  private MemorySegment open(GraphSource graph, SessionSettings settings, Arena arena) {
    MemorySegment options = api.make(OrtFunction.CREATE_SESSION_OPTIONS);
    try {
      api.call(OrtFunction.SET_GRAPH_OPTIMIZATION_LEVEL, options, ALL_OPTIMIZATIONS);
      api.call(OrtFunction.SET_INTRA_OP_NUM_THREADS, options, settings.threads());
      api.call(OrtFunction.SET_INTER_OP_NUM_THREADS, options, 1);
      // a plan of memory for each length that the cache ever had would be kept for ever
      api.call(OrtFunction.DISABLE_MEM_PATTERN, options);
      api.call(
          OrtFunction.ADD_SESSION_CONFIG_ENTRY,
          options,
          arena.allocateFrom("session.intra_op.allow_spinning"),
          arena.allocateFrom("0"));
      if (provider == ExecutionProvider.CUDA) {
        appendCuda(options, settings.gpu(), arena);
      }
      return switch (graph) {
        case GraphSource.OneFile file -> fromBytes(file.bytes(), options, arena);
        case GraphSource.InMemory memory -> fromBytes(memory.bytes(), options, arena);
        case GraphSource.OnDisk disk ->
            api.make(
                OrtFunction.CREATE_SESSION,
                environment,
                arena.allocateFrom(disk.path().toString(), pathCharset()),
                options);
      };
    } catch (RuntimeException e) {
      api.call(OrtFunction.RELEASE_ENV, environment);
      throw e;
    } finally {
      api.call(OrtFunction.RELEASE_SESSION_OPTIONS, options);
    }
  }

  private MemorySegment fromBytes(byte[] bytes, MemorySegment options, Arena arena) {
    return api.make(
        OrtFunction.CREATE_SESSION_FROM_ARRAY,
        environment,
        arena.allocateFrom(JAVA_BYTE, bytes),
        (long) bytes.length,
        options);
  }

  private static Charset pathCharset() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")
        ? StandardCharsets.UTF_16LE
        : StandardCharsets.UTF_8;
  }

  /**
   * A cache that grows by a position a step asks for a little more memory each time. Blocks cut
   * from regions that double are joined again when they are free; regions of exactly the size asked
   * for would be left behind, one for each length.
   */
  private void appendCuda(MemorySegment options, int gpu, Arena arena) {
    MemorySegment cuda = api.make(OrtFunction.CREATE_CUDA_OPTIONS);
    try {
      MemorySegment keys = texts(arena, "device_id", "arena_extend_strategy");
      MemorySegment values = texts(arena, Integer.toString(gpu), "kNextPowerOfTwo");
      api.call(OrtFunction.UPDATE_CUDA_OPTIONS, cuda, keys, values, 2L);
      api.call(OrtFunction.APPEND_CUDA, options, cuda);
    } finally {
      api.call(OrtFunction.RELEASE_CUDA_OPTIONS, cuda);
    }
  }

  private static MemorySegment texts(Arena arena, String... texts) {
    MemorySegment pointers = arena.allocate(ADDRESS, texts.length);
    for (int i = 0; i < texts.length; i++) {
      pointers.setAtIndex(ADDRESS, i, arena.allocateFrom(texts[i]));
    }
    return pointers;
  }

  private MemorySegment memory(String name, int device, Arena arena) {
    return api.make(
        OrtFunction.CREATE_MEMORY_INFO,
        arena.allocateFrom(name),
        DEVICE_ALLOCATOR,
        device,
        DEFAULT_MEMORY);
  }

  /** The session, for calls of {@link OrtApi}. */
  MemorySegment pointer() {
    return session;
  }

  /** Where the host reads and writes. */
  public MemorySegment hostMemory() {
    return hostMemory;
  }

  /** Where the graph runs. */
  public MemorySegment deviceMemory() {
    return deviceMemory;
  }

  public ExecutionProvider provider() {
    return provider;
  }

  public Map<String, TensorFacts> inputs() {
    return tensors(
        OrtFunction.SESSION_GET_INPUT_COUNT,
        OrtFunction.SESSION_GET_INPUT_NAME,
        OrtFunction.SESSION_GET_INPUT_TYPE_INFO);
  }

  public Map<String, TensorFacts> outputs() {
    return tensors(
        OrtFunction.SESSION_GET_OUTPUT_COUNT,
        OrtFunction.SESSION_GET_OUTPUT_NAME,
        OrtFunction.SESSION_GET_OUTPUT_TYPE_INFO);
  }

  private Map<String, TensorFacts> tensors(OrtFunction count, OrtFunction name, OrtFunction type) {
    MemorySegment allocator = api.make(OrtFunction.GET_DEFAULT_ALLOCATOR);
    Map<String, TensorFacts> tensors = new LinkedHashMap<>();
    long most = api.count(count, session);
    for (long i = 0; i < most; i++) {
      MemorySegment text = api.make(name, session, i, allocator);
      MemorySegment info = api.make(type, session, i);
      tensors.put(OrtApi.text(text), facts(info));
      api.call(OrtFunction.RELEASE_TYPE_INFO, info);
      api.call(OrtFunction.ALLOCATOR_FREE, allocator, text);
    }
    return tensors;
  }

  private TensorFacts facts(MemorySegment typeInfo) {
    MemorySegment tensor = api.make(OrtFunction.CAST_TYPE_INFO_TO_TENSOR_INFO, typeInfo);
    if (tensor.equals(MemorySegment.NULL)) {
      return new TensorFacts(OnnxJavaType.UNKNOWN, new long[0]);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment type = arena.allocate(JAVA_INT);
      api.call(OrtFunction.GET_TENSOR_ELEMENT_TYPE, tensor, type);
      long rank = api.count(OrtFunction.GET_DIMENSIONS_COUNT, tensor);
      MemorySegment shape = arena.allocate(JAVA_LONG, rank);
      api.call(OrtFunction.GET_DIMENSIONS, tensor, shape, rank);
      return new TensorFacts(NativeTensors.type(type.get(JAVA_INT, 0)), shape.toArray(JAVA_LONG));
    }
  }

  @Override
  public void close() {
    api.call(OrtFunction.RELEASE_SESSION, session);
    api.call(OrtFunction.RELEASE_MEMORY_INFO, hostMemory);
    api.call(OrtFunction.RELEASE_MEMORY_INFO, deviceMemory);
    api.call(OrtFunction.RELEASE_ENV, environment);
  }
}
