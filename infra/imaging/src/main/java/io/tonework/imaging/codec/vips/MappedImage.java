package io.tonework.imaging.codec.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.pixels.Dither;
import io.tonework.imaging.pixels.RowMap;
import io.tonework.imaging.rows.RowRenderer;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An image whose pixels are another's, sent through a {@link RowMap}. libvips pulls: its own
 * threads call back for a band of rows at a time, so decoding, mapping and encoding overlap and the
 * whole picture is never in memory.
 *
 * <p>The callback reads two fields of libvips' public VipsRegion structure. Where they are is fixed
 * by its binary interface; {@link #checkLayout} proves it on a known picture before first use.
 */
final class MappedImage implements AutoCloseable {
  // VipsRegion after VipsObject (80 bytes): im, valid {left, top, width, height}, type, data, bpl
  private static final long VALID = 88;
  private static final long DATA = 112;
  private static final long BYTES_PER_LINE = 120;
  private static final long REGION_BYTES = 128;

  /** VipsDemandStyle: bands of the picture's full width, some rows high. */
  private static final int FATSTRIP = 1;

  private static final Map<Long, MappedImage> RUNNING = new ConcurrentHashMap<>();
  private static final AtomicLong NEXT = new AtomicLong(1);
  private static final MemorySegment CALLBACK = callback();

  private final VipsLibrary vips;
  private final RowMap rows;
  private final Deadline deadline;
  private final boolean wide;
  private final boolean narrowed;
  private final int channels;
  private final long key;
  private final VipsImage image;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /**
   * Describes the mapping; nothing is computed yet.
   *
   * @param source the picture; must outlive this
   * @param header an image like the wanted result in size, channels and depth; its depth may be 8
   *     where that of the source is 16
   */
  MappedImage(
      VipsLibrary vips, VipsImage source, VipsImage header, RowMap rows, Deadline deadline) {
    this.vips = vips;
    this.rows = rows;
    this.deadline = deadline;
    this.channels = source.bands();
    this.wide = source.format() == VipsImage.USHORT;
    this.narrowed = wide && header.format() == VipsImage.UCHAR;
    this.key = NEXT.getAndIncrement();
    RUNNING.put(key, this);
    try {
      MemorySegment made = (MemorySegment) vips.newImage.invokeExact();
      image = new VipsImage(vips, made);
      int status =
          (int) vips.pipeline.invokeExact(made, FATSTRIP, header.pointer(), MemorySegment.NULL);
      if (status == 0) {
        status =
            (int)
                vips.generate.invokeExact(
                    made,
                    vips.startOne,
                    CALLBACK,
                    vips.stopOne,
                    source.pointer(),
                    MemorySegment.ofAddress(key));
      }
      if (status != 0) {
        throw VipsFault.of(vips);
      }
    } catch (Throwable t) {
      RUNNING.remove(key);
      throw VipsFault.unchecked(t);
    }
  }

  /** The mapped picture. */
  VipsImage image() {
    return image;
  }

  /**
   * Computes and encodes; the suffix names the format and its options, as libvips writes them. If
   * the callback stopped the work, its own reason is thrown.
   */
  byte[] encode(String suffix) {
    try {
      return image.encode(suffix);
    } catch (CorruptImage | IllegalStateException e) {
      Throwable own = failure.get();
      throw own == null ? e : VipsFault.unchecked(own);
    }
  }

  @Override
  public void close() {
    image.close();
    RUNNING.remove(key);
  }

  /** Called by libvips on its own threads; nothing may be thrown through it. */
  // libvips calls it and fixes its signature
  @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
  private static int generate(
      MemorySegment out,
      MemorySegment in,
      MemorySegment source,
      MemorySegment key,
      MemorySegment stop) {
    MappedImage mapped = RUNNING.get(key.address());
    if (mapped == null) {
      return -1;
    }
    try {
      return mapped.band(out.reinterpret(REGION_BYTES), in.reinterpret(REGION_BYTES));
    } catch (Throwable t) {
      mapped.failure.compareAndSet(null, t);
      return -1;
    }
  }

  private int band(MemorySegment out, MemorySegment in) throws Throwable {
    deadline.check("rendering");
    if ((int) vips.prepare.invokeExact(in, out.asSlice(VALID, 16)) != 0) {
      return -1;
    }
    int left = out.get(JAVA_INT, VALID);
    int top = out.get(JAVA_INT, VALID + 4);
    int width = out.get(JAVA_INT, VALID + 8);
    int height = out.get(JAVA_INT, VALID + 12);
    int inBytes = channels * (wide ? 2 : 1);
    int outBytes = channels * (wide && !narrowed ? 2 : 1);
    long from =
        (long) (top - in.get(JAVA_INT, VALID + 4)) * in.get(JAVA_INT, BYTES_PER_LINE)
            + (long) (left - in.get(JAVA_INT, VALID)) * inBytes;
    byte[] bytes = new byte[wide && !narrowed ? 0 : width * channels];
    short[] shorts = new short[wide ? width * channels : 0];
    for (int y = 0; y < height; y++) {
      MemorySegment inRow =
          row(in, from + (long) y * in.get(JAVA_INT, BYTES_PER_LINE), (long) width * inBytes);
      MemorySegment outRow =
          row(out, (long) y * out.get(JAVA_INT, BYTES_PER_LINE), (long) width * outBytes);
      if (!wide) {
        MemorySegment.copy(inRow, JAVA_BYTE, 0, bytes, 0, bytes.length);
        rows.map(bytes, width, left, top + y);
        MemorySegment.copy(bytes, 0, outRow, JAVA_BYTE, 0, bytes.length);
      } else {
        MemorySegment.copy(inRow, JAVA_SHORT, 0, shorts, 0, shorts.length);
        rows.map(shorts, width, left, top + y);
        if (narrowed) {
          Dither.narrow(shorts, bytes, width, channels, left, top + y);
          MemorySegment.copy(bytes, 0, outRow, JAVA_BYTE, 0, bytes.length);
        } else {
          MemorySegment.copy(shorts, 0, outRow, JAVA_SHORT, 0, shorts.length);
        }
      }
    }
    return 0;
  }

  private static MemorySegment row(MemorySegment region, long offset, long length) {
    MemorySegment data = region.get(ADDRESS, DATA);
    return MemorySegment.ofAddress(data.address() + offset).reinterpret(length);
  }

  /** What a region says that the layout above is right for, on a picture of known pixels. */
  static void checkLayout(VipsLibrary vips) {
    byte[] known = new byte[7 * 5 * 3];
    for (int i = 0; i < known.length; i++) {
      known[i] = (byte) (i * 37);
    }
    RowRenderer inverted = RowRenderer.inverse(3);
    byte[] got;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pixels = arena.allocateFrom(JAVA_BYTE, known);
      MemorySegment made =
          (MemorySegment)
              vips.newFromMemory.invokeExact(pixels, (long) known.length, 7, 5, 3, VipsImage.UCHAR);
      try (VipsImage source = new VipsImage(vips, made);
          MappedImage mapped = new MappedImage(vips, source, source, inverted, Deadline.NONE)) {
        got = mapped.image().pixels();
      }
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
    for (int i = 0; i < known.length; i++) {
      if (got.length != known.length || (got[i] ^ known[i]) != -1) {
        throw new UnsupportedOperationException(
            "libvips " + vips.version + " lays out its regions in another way than is known here");
      }
    }
  }

  private static MemorySegment callback() {
    try {
      var handle =
          MethodHandles.lookup()
              .findStatic(
                  MappedImage.class,
                  "generate",
                  MethodType.methodType(
                      int.class,
                      MemorySegment.class,
                      MemorySegment.class,
                      MemorySegment.class,
                      MemorySegment.class,
                      MemorySegment.class));
      return Linker.nativeLinker()
          .upcallStub(
              handle,
              FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS),
              Arena.global());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the callback of this class is missing", e);
    }
  }
}
