package io.tonework.imaging.codec.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.tonework.imaging.file.format.PixelSamples;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * One reference to a VipsImage; closing drops it. libvips is lazy: most calls only describe what is
 * to be computed. Not thread-safe.
 */
final class VipsImage implements AutoCloseable {
  /** VipsBandFormat of 8-bit samples. */
  static final int UCHAR = 0;

  /** VipsBandFormat of 16-bit samples. */
  static final int USHORT = 2;

  /** VipsInterpretation of grey. */
  static final int B_W = 1;

  /** VipsInterpretation of CMYK. */
  static final int CMYK = 15;

  /** VipsInterpretation of sRGB. */
  static final int SRGB = 22;

  private static final MemorySegment END = MemorySegment.NULL;

  private final VipsLibrary vips;
  private final MemorySegment pointer;

  VipsImage(VipsLibrary vips, MemorySegment pointer) {
    this.vips = vips;
    this.pointer = pointer;
  }

  /**
   * The picture turned upright by an orientation, whatever libvips read from its file: which tags
   * count is decided once, where the header is read.
   *
   * @param orientation as EXIF counts, 1..8
   */
  VipsImage upright(int orientation) {
    if (orientation == 1) {
      return again();
    }
    try (VipsImage copy = copy()) {
      copy.setInt("orientation", orientation);
      return copy.turned();
    }
  }

  /** The same pixels with metadata of their own. */
  private VipsImage copy() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      return result(vips, (int) vips.copy.invokeExact(pointer, out, END), out);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  private VipsImage turned() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      return result(vips, (int) vips.autorot.invokeExact(pointer, out, END), out);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** The picture converted to sRGB by its profile, or by libvips' own for CMYK without one. */
  VipsImage toSrgbByProfile() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      int status =
          (int)
              vips.iccTransform.invokeExact(
                  pointer,
                  out,
                  arena.allocateFrom("srgb"),
                  arena.allocateFrom("embedded"),
                  1,
                  arena.allocateFrom("input_profile"),
                  arena.allocateFrom(interpretation() == CMYK ? "cmyk" : "srgb"),
                  arena.allocateFrom("depth"),
                  format() == USHORT ? 16 : 8,
                  END);
      return result(vips, status, out);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** The picture as libvips itself converts it; used for its header only. */
  VipsImage in(int interpretation) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      int status = (int) vips.colourspace.invokeExact(pointer, out, interpretation, END);
      return result(vips, status, out);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** Some of the picture's channels. */
  VipsImage bands(int first, int count) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      int status =
          (int)
              vips.extractBand.invokeExact(
                  pointer, out, first, arena.allocateFrom("n"), count, END);
      return result(vips, status, out);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /**
   * A picture of at most the side, turned as this one is, made of all of its pixels.
   *
   * @param managed true converts to sRGB by the profile; false leaves the numbers as they are
   */
  VipsImage thumbnail(int maxSide, boolean managed) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      MemorySegment conversion = managed ? arena.allocateFrom("export_profile") : END;
      int status =
          (int)
              vips.thumbnailImage.invokeExact(
                  pointer,
                  out,
                  maxSide,
                  arena.allocateFrom("height"),
                  maxSide,
                  arena.allocateFrom("size"),
                  VipsFile.SIZE_DOWN,
                  arena.allocateFrom("no_rotate"),
                  1,
                  // the arguments end at the first null
                  conversion,
                  arena.allocateFrom("srgb"),
                  END);
      return result(vips, status, out);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** The colours of a picture and its transparency, without samples that are neither. */
  VipsImage picked(PixelSamples samples) {
    if (samples.stored() != bands() || !samples.hasOthers()) {
      return again();
    }
    if (samples.alpha() < 0 || samples.alpha() == samples.colours()) {
      return bands(0, samples.kept());
    }
    try (Arena arena = Arena.ofConfined();
        VipsImage colours = bands(0, samples.colours());
        VipsImage alpha = bands(samples.alpha(), 1)) {
      MemorySegment out = arena.allocate(ADDRESS);
      int status = (int) vips.bandjoin2.invokeExact(colours.pointer, alpha.pointer, out, END);
      return result(vips, status, out);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** A second reference to the same picture. */
  VipsImage again() {
    try {
      MemorySegment same = (MemorySegment) vips.ref.invokeExact(pointer);
      return new VipsImage(vips, same);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** The lowest level of all samples; computes all pixels. */
  double lowest() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(JAVA_DOUBLE);
      if ((int) vips.min.invokeExact(pointer, out, END) != 0) {
        throw VipsFault.of(vips);
      }
      return out.get(JAVA_DOUBLE, 0);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** Whether the last channel is transparency. */
  boolean hasAlpha() {
    return bands() == 2 || (bands() == 4 && interpretation() != CMYK);
  }

  MemorySegment pointer() {
    return pointer;
  }

  int width() {
    return number(vips.width);
  }

  int height() {
    return number(vips.height);
  }

  int bands() {
    return number(vips.bands);
  }

  /** Pictures in the file that it was loaded from. */
  int pages() {
    return number(vips.pages);
  }

  int format() {
    return number(vips.format);
  }

  int interpretation() {
    return number(vips.interpretation);
  }

  private int number(MethodHandle getter) {
    try {
      return (int) getter.invokeExact(pointer);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** A metadata block, or null. */
  byte @Nullable [] blob(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocateFrom(name);
      if ((long) vips.typeOf.invokeExact(pointer, key) == 0) {
        return null;
      }
      MemorySegment data = arena.allocate(ADDRESS);
      MemorySegment size = arena.allocate(JAVA_LONG);
      if ((int) vips.getBlob.invokeExact(pointer, key, data, size) != 0) {
        throw VipsFault.of(vips);
      }
      return data.get(ADDRESS, 0).reinterpret(size.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** Sets a metadata block, or removes it. Only on an image that nobody else holds. */
  void setBlob(String name, byte @Nullable [] block) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocateFrom(name);
      if (block == null) {
        int ignored = (int) vips.remove.invokeExact(pointer, key);
      } else {
        MemorySegment data = arena.allocateFrom(JAVA_BYTE, block);
        vips.setBlobCopy.invokeExact(pointer, key, data, (long) block.length);
      }
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** Sets a number. Only on an image that nobody else holds. */
  void setInt(String name, int value) {
    try (Arena arena = Arena.ofConfined()) {
      vips.setInt.invokeExact(pointer, arena.allocateFrom(name), value);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** Computes all pixels, row by row, interleaved. */
  byte[] pixels() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(JAVA_LONG);
      MemorySegment data = (MemorySegment) vips.writeToMemory.invokeExact(pointer, size);
      if (data.address() == 0) {
        throw VipsFault.of(vips);
      }
      try {
        return data.reinterpret(size.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
      } finally {
        vips.free.invokeExact(data);
      }
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** Computes and encodes; the suffix names the format and its options, as libvips writes them. */
  byte[] encode(String suffix) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment data = arena.allocate(ADDRESS);
      MemorySegment size = arena.allocate(JAVA_LONG);
      int status =
          (int)
              vips.writeToBuffer.invokeExact(pointer, arena.allocateFrom(suffix), data, size, END);
      if (status != 0) {
        throw VipsFault.of(vips);
      }
      MemorySegment encoded = data.get(ADDRESS, 0);
      try {
        return encoded.reinterpret(size.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
      } finally {
        vips.free.invokeExact(encoded);
      }
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  @Override
  public void close() {
    try {
      vips.unref.invokeExact(pointer);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /** The picture that a call has put into its argument, if it succeeded. */
  static VipsImage result(VipsLibrary vips, int status, MemorySegment out) throws Throwable {
    if (status != 0) {
      throw VipsFault.of(vips);
    }
    return new VipsImage(vips, out.get(ADDRESS, 0));
  }
}
