package io.tonework.models.onnx.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;

import io.tonework.models.ModelException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a session on inputs where they lie, and leaves outputs where they are wanted. Not
 * thread-safe. Owns the native binding.
 */
public final class NativeBinding implements AutoCloseable {
  private final OrtApi api = OrtApi.get();
  private final NativeSession session;
  private final MemorySegment binding;
  private final MemorySegment allocator;
  // opened by one thread, used and closed by another
  private final Arena names = Arena.ofShared();
  private final Map<String, MemorySegment> byName = new HashMap<>();

  public NativeBinding(NativeSession session) {
    this.session = session;
    this.binding = api.make(OrtFunction.CREATE_IO_BINDING, session.pointer());
    this.allocator = api.make(OrtFunction.GET_DEFAULT_ALLOCATOR);
  }

  /** Binds an input; the tensor stays the caller's, and must live until after {@link #run}. */
  public void input(String name, MemorySegment tensor) {
    api.call(OrtFunction.BIND_INPUT, binding, named(name), tensor);
  }

  /** Has the next run put an output into new memory of that kind. */
  public void output(String name, MemorySegment memory) {
    api.call(OrtFunction.BIND_OUTPUT_TO_DEVICE, binding, named(name), memory);
  }

  private MemorySegment named(String name) {
    return byName.computeIfAbsent(name, names::allocateFrom);
  }

  /**
   * Runs the session on what is bound and forgets what was bound, whatever happens.
   *
   * @return the outputs in the order in which they were bound, the caller's to release
   * @throws ModelException when the run fails
   */
  public List<MemorySegment> run() {
    try {
      api.call(OrtFunction.SYNCHRONIZE_BOUND_INPUTS, binding);
      api.call(OrtFunction.RUN_WITH_BINDING, session.pointer(), MemorySegment.NULL, binding);
      api.call(OrtFunction.SYNCHRONIZE_BOUND_OUTPUTS, binding);
      return values();
    } finally {
      clear();
    }
  }

  /** Forgets what was bound. */
  public void clear() {
    api.call(OrtFunction.CLEAR_BOUND_INPUTS, binding);
    // a run would else write into the outputs of the one before
    api.call(OrtFunction.CLEAR_BOUND_OUTPUTS, binding);
  }

  private List<MemorySegment> values() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment array = arena.allocate(ADDRESS);
      long count = api.count(OrtFunction.GET_BOUND_OUTPUT_VALUES, binding, allocator, array);
      MemorySegment pointers = OrtApi.sized(array.get(ADDRESS, 0), count * ADDRESS.byteSize());
      List<MemorySegment> values = new ArrayList<>((int) count);
      for (int i = 0; i < count; i++) {
        values.add(pointers.getAtIndex(ADDRESS, i));
      }
      api.call(OrtFunction.ALLOCATOR_FREE, allocator, pointers);
      return values;
    }
  }

  @Override
  public void close() {
    api.call(OrtFunction.RELEASE_IO_BINDING, binding);
    names.close();
  }
}
