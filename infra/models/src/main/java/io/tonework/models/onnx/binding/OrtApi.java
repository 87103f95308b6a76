package io.tonework.models.onnx.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.tonework.models.ModelException;
import io.tonework.models.onnx.OnnxRuntime;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The C interface of the ONNX Runtime that the Java interface has loaded, for what the latter
 * lacks: binding outputs to a device. Thread-safe; lives as long as the process.
 *
 * @see OrtFunction
 */
@SuppressWarnings("restricted") // calls functions by the library's header; access is granted to us
public final class OrtApi {
  /** The version of the interface that {@link OrtFunction} was written after. */
  public static final int VERSION = 29;

  // a C string ends before; the library's messages and names are shorter by far
  private static final long LONGEST_TEXT = 1 << 20;

  private static volatile @Nullable OrtApi shared;

  private final Map<OrtFunction, MethodHandle> functions = new EnumMap<>(OrtFunction.class);

  private OrtApi(MemorySegment table) {
    for (OrtFunction function : OrtFunction.values()) {
      MethodHandle handle =
          Linker.nativeLinker()
              .downcallHandle(table.getAtIndex(ADDRESS, function.place()), function.descriptor());
      functions.put(
          function,
          handle
              .asSpreader(Object[].class, function.argumentCount())
              .asType(MethodType.methodType(Object.class, Object[].class)));
    }
  }

  /**
   * The interface; the library is loaded at the first call.
   *
   * @throws ModelException when the library is not to be found or too old
   */
  public static OrtApi get() {
    OrtApi known = shared;
    if (known == null) {
      // twice is no harm: it is a table of pointers that stay where they are
      known = open(VERSION);
      shared = known;
    }
    return known;
  }

  /** Package-private for tests. */
  public static OrtApi open(int version) {
    OnnxRuntime.environment();
    MemorySegment base = base();
    MemorySegment table =
        (MemorySegment) call(base, 0, FunctionDescriptor.of(ADDRESS, JAVA_INT), version);
    if (table.equals(MemorySegment.NULL)) {
      throw new ModelException(
          "ONNX Runtime "
              + versionOf(base)
              + " does not offer version "
              + version
              + " of its C interface; run with the onnxruntime jar that this build names",
          null);
    }
    long size = ADDRESS.byteSize() * (1L + lastPlace());
    return new OrtApi(table.reinterpret(size));
  }

  private static int lastPlace() {
    int last = 0;
    for (OrtFunction function : OrtFunction.values()) {
      last = Math.max(last, function.place());
    }
    return last;
  }

  /** {@code OrtApiBase}: GetApi, GetVersionString. */
  private static MemorySegment base() {
    MemorySegment function =
        symbol(SymbolLookup.loaderLookup())
            // a class loader above ours may have loaded it: then the system knows it by its name
            .or(OrtApi::symbolOfTheSystem)
            .orElseThrow(
                () -> new ModelException("ONNX Runtime's library has no OrtGetApiBase", null));
    try {
      MethodHandle get =
          Linker.nativeLinker().downcallHandle(function, FunctionDescriptor.of(ADDRESS));
      return ((MemorySegment) get.invokeExact()).reinterpret(2 * ADDRESS.byteSize());
    } catch (Throwable e) {
      throw new ModelException("ONNX Runtime's C interface cannot be asked for", e);
    }
  }

  private static Optional<MemorySegment> symbol(SymbolLookup lookup) {
    return lookup.find("OrtGetApiBase");
  }

  private static Optional<MemorySegment> symbolOfTheSystem() {
    try {
      return symbol(SymbolLookup.libraryLookup("libonnxruntime.so.1", Arena.global()));
    } catch (IllegalArgumentException e) {
      // no library of that name
      return Optional.empty();
    }
  }

  private static String versionOf(MemorySegment base) {
    return text((MemorySegment) call(base, 1, FunctionDescriptor.of(ADDRESS)));
  }

  private static Object call(
      MemorySegment table, int place, FunctionDescriptor descriptor, Object... arguments) {
    try {
      return Linker.nativeLinker()
          .downcallHandle(table.getAtIndex(ADDRESS, place), descriptor)
          .invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new ModelException("ONNX Runtime's C interface cannot be called", e);
    }
  }

  /**
   * Calls a function.
   *
   * @param arguments as many as it takes: memory segments, Integer for int and Long for size_t
   * @throws ModelException with the library's message when it gives a status
   */
  public void call(OrtFunction function, Object... arguments) {
    Object given = invoke(function, arguments);
    if (function.givesStatus()
        && given instanceof MemorySegment status
        && !status.equals(MemorySegment.NULL)) {
      String message = text((MemorySegment) invoke(OrtFunction.GET_ERROR_MESSAGE, status));
      invoke(OrtFunction.RELEASE_STATUS, status);
      throw new ModelException("ONNX Runtime: " + message, null);
    }
  }

  /**
   * Calls a function whose last argument is where it puts a pointer.
   *
   * @return that pointer
   */
  MemorySegment make(OrtFunction function, Object... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      call(function, with(arguments, out));
      return out.get(ADDRESS, 0);
    }
  }

  /**
   * Calls a function whose last argument is where it puts a number of 64 bits.
   *
   * @return that number
   */
  long count(OrtFunction function, Object... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_LONG);
      call(function, with(arguments, out));
      return out.get(JAVA_LONG, 0);
    }
  }

  /** The text that a pointer of the library points at. */
  static String text(MemorySegment pointer) {
    return sized(pointer, LONGEST_TEXT).getString(0);
  }

  /** Memory that a pointer of the library points at. */
  static MemorySegment sized(MemorySegment pointer, long bytes) {
    return pointer.reinterpret(bytes);
  }

  private static Object[] with(Object[] arguments, Object last) {
    Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = last;
    return all;
  }

  @SuppressWarnings("NullAway") // void functions give null
  private Object invoke(OrtFunction function, Object... arguments) {
    try {
      return (Object) Objects.requireNonNull(functions.get(function)).invokeExact(arguments);
    } catch (Throwable e) {
      throw new ModelException("ONNX Runtime's " + function + " cannot be called", e);
    }
  }
}
