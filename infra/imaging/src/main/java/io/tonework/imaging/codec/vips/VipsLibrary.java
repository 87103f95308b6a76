package io.tonework.imaging.codec.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libvips (8.13 and later), GObject and GLib that are called. Opened once for the
 * process; thread-safe, as libvips is.
 */
final class VipsLibrary {
  /** Loaders and savers that libvips' authors do not trust with hostile files stay off. */
  private static final int BLOCK = 1;

  private static final Linker LINKER = Linker.nativeLinker();

  private final SymbolLookup vips;
  private final SymbolLookup gobject;
  private final SymbolLookup glib;

  final MethodHandle newFromBuffer;
  final MethodHandle newFromMemory;
  final MethodHandle newImage;
  final MethodHandle pipeline;
  final MethodHandle generate;
  final MethodHandle writeToBuffer;
  final MethodHandle writeToMemory;
  final MethodHandle thumbnail;
  final MethodHandle copy;
  final MethodHandle thumbnailImage;
  final MethodHandle bandjoin2;
  final MethodHandle autorot;
  final MethodHandle iccTransform;
  final MethodHandle colourspace;
  final MethodHandle extractBand;
  final MethodHandle min;
  final MethodHandle width;
  final MethodHandle height;
  final MethodHandle bands;
  final MethodHandle pages;
  final MethodHandle format;
  final MethodHandle interpretation;
  final MethodHandle typeOf;
  final MethodHandle getBlob;
  final MethodHandle setBlobCopy;
  final MethodHandle setInt;
  final MethodHandle remove;
  final MethodHandle prepare;
  final MethodHandle errorCopy;
  final MethodHandle ref;
  final MethodHandle unref;
  final MethodHandle free;
  final MemorySegment startOne;
  final MemorySegment stopOne;
  final String version;

  private VipsLibrary() throws Throwable {
    vips = open("tonework.vips.library", "libvips.so.42", "libvips.42.dylib", "libvips-42.dll");
    gobject = open("", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll");
    glib = open("", "libglib-2.0.so.0", "libglib-2.0.0.dylib", "libglib-2.0-0.dll");

    newFromBuffer = vips("vips_image_new_from_buffer", 3, p(), p(), JAVA_LONG, p(), p());
    newFromMemory =
        vips(
            "vips_image_new_from_memory_copy",
            -1,
            p(),
            p(),
            JAVA_LONG,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT);
    newImage = vips("vips_image_new", -1, p());
    pipeline = vips("vips_image_pipelinev", 2, JAVA_INT, p(), JAVA_INT, p(), p());
    generate = vips("vips_image_generate", -1, JAVA_INT, p(), p(), p(), p(), p(), p());
    writeToBuffer = vips("vips_image_write_to_buffer", 4, JAVA_INT, p(), p(), p(), p(), p());
    writeToMemory = vips("vips_image_write_to_memory", -1, p(), p(), p());
    thumbnail =
        vips(
            "vips_thumbnail_buffer",
            4,
            JAVA_INT,
            p(),
            JAVA_LONG,
            p(),
            JAVA_INT,
            p(),
            JAVA_INT,
            p(),
            JAVA_INT,
            p(),
            JAVA_INT,
            p(),
            p(),
            p(),
            p(),
            p());
    copy = vips("vips_copy", 2, JAVA_INT, p(), p(), p());
    thumbnailImage =
        vips(
            "vips_thumbnail_image",
            3,
            JAVA_INT,
            p(),
            p(),
            JAVA_INT,
            p(),
            JAVA_INT,
            p(),
            JAVA_INT,
            p(),
            JAVA_INT,
            p(),
            p(),
            p());
    bandjoin2 = vips("vips_bandjoin2", 3, JAVA_INT, p(), p(), p(), p());
    autorot = vips("vips_autorot", 2, JAVA_INT, p(), p(), p());
    iccTransform =
        vips(
            "vips_icc_transform",
            3,
            JAVA_INT,
            p(),
            p(),
            p(),
            p(),
            JAVA_INT,
            p(),
            p(),
            p(),
            JAVA_INT,
            p());
    colourspace = vips("vips_colourspace", 3, JAVA_INT, p(), p(), JAVA_INT, p());
    extractBand = vips("vips_extract_band", 3, JAVA_INT, p(), p(), JAVA_INT, p(), JAVA_INT, p());
    min = vips("vips_min", 2, JAVA_INT, p(), p(), p());
    width = vips("vips_image_get_width", -1, JAVA_INT, p());
    height = vips("vips_image_get_height", -1, JAVA_INT, p());
    bands = vips("vips_image_get_bands", -1, JAVA_INT, p());
    pages = vips("vips_image_get_n_pages", -1, JAVA_INT, p());
    format = vips("vips_image_get_format", -1, JAVA_INT, p());
    interpretation = vips("vips_image_get_interpretation", -1, JAVA_INT, p());
    typeOf = vips("vips_image_get_typeof", -1, JAVA_LONG, p(), p());
    getBlob = vips("vips_image_get_blob", -1, JAVA_INT, p(), p(), p(), p());
    setBlobCopy = vips("vips_image_set_blob_copy", -1, null, p(), p(), p(), JAVA_LONG);
    setInt = vips("vips_image_set_int", -1, null, p(), p(), JAVA_INT);
    remove = vips("vips_image_remove", -1, JAVA_INT, p(), p());
    prepare = vips("vips_region_prepare", -1, JAVA_INT, p(), p());
    errorCopy = vips("vips_error_buffer_copy", -1, p());
    startOne = symbol(vips, "vips_start_one");
    stopOne = symbol(vips, "vips_stop_one");
    ref = handle(gobject, "g_object_ref", -1, p(), p());
    unref = handle(gobject, "g_object_unref", -1, null, p());
    free = handle(glib, "g_free", -1, null, p());

    try (Arena arena = Arena.ofConfined()) {
      // its warnings go to standard error otherwise; what matters comes back as an error
      int quiet =
          (int)
              handle(glib, "g_setenv", -1, JAVA_INT, p(), p(), JAVA_INT)
                  .invokeExact(arena.allocateFrom("VIPS_WARNING"), arena.allocateFrom("1"), 1);
      int started =
          (int) vips("vips_init", -1, JAVA_INT, p()).invokeExact(arena.allocateFrom("tonework"));
      if (started != 0 || quiet == 0) {
        throw new IllegalStateException("vips_init failed: " + takeError());
      }
    }
    vips("vips_concurrency_set", -1, null, JAVA_INT).invokeExact(1);
    vips("vips_cache_set_max", -1, null, JAVA_INT).invokeExact(0);
    vips("vips_block_untrusted_set", -1, null, JAVA_INT).invokeExact(BLOCK);
    MemorySegment text = (MemorySegment) vips("vips_version_string", -1, p()).invokeExact();
    version = string(text);
  }

  /**
   * Opens and starts the library.
   *
   * @throws IllegalArgumentException or another unchecked exception if it is missing or too old
   */
  static VipsLibrary open() {
    try {
      return new VipsLibrary();
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException("libvips could not be started", t);
    }
  }

  /** Allows a class of operations that libvips keeps from hostile files. */
  void allow(String operations) {
    try (Arena arena = Arena.ofConfined()) {
      vips("vips_operation_block_set", -1, null, p(), JAVA_INT)
          .invokeExact(arena.allocateFrom(operations), 0);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** The last error of the library, which is cleared. */
  String takeError() throws Throwable {
    MemorySegment text = (MemorySegment) errorCopy.invokeExact();
    String message = string(text).strip();
    free.invokeExact(text);
    return message;
  }

  static String string(MemorySegment text) {
    return text.address() == 0 ? "" : text.reinterpret(Long.MAX_VALUE).getString(0);
  }

  private static AddressLayout p() {
    return ADDRESS;
  }

  private MethodHandle vips(
      String name, int firstVariadic, @Nullable MemoryLayout result, MemoryLayout... arguments) {
    return handle(vips, name, firstVariadic, result, arguments);
  }

  private static MethodHandle handle(
      SymbolLookup library,
      String name,
      int firstVariadic,
      @Nullable MemoryLayout result,
      MemoryLayout... arguments) {
    FunctionDescriptor descriptor =
        result == null
            ? FunctionDescriptor.ofVoid(arguments)
            : FunctionDescriptor.of(result, arguments);
    MemorySegment symbol = symbol(library, name);
    return firstVariadic < 0
        ? LINKER.downcallHandle(symbol, descriptor)
        : LINKER.downcallHandle(symbol, descriptor, Linker.Option.firstVariadicArg(firstVariadic));
  }

  private static MemorySegment symbol(SymbolLookup library, String name) {
    return library
        .find(name)
        .orElseThrow(
            () -> new UnsupportedOperationException("libvips lacks " + name + "; 8.13 is needed"));
  }

  private static SymbolLookup open(String property, String linux, String mac, String windows) {
    String os = System.getProperty("os.name", "");
    String usual = os.startsWith("Mac") ? mac : os.startsWith("Windows") ? windows : linux;
    String name = property.isEmpty() ? usual : System.getProperty(property, usual);
    return SymbolLookup.libraryLookup(name, Arena.global());
  }
}
