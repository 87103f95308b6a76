package io.tonework.imaging.codec.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.tonework.imaging.file.format.PixelSamples;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A file in native memory, from which libvips opens pictures. It must outlive all of them; closing
 * frees the memory. Not thread-safe.
 */
final class VipsFile implements AutoCloseable {
  static final int SIZE_DOWN = 2;
  private static final MemorySegment END = MemorySegment.NULL;

  private final VipsLibrary vips;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment bytes;

  /** Copies a file. */
  VipsFile(VipsLibrary vips, byte[] file) {
    this.vips = vips;
    this.bytes = arena.allocateFrom(JAVA_BYTE, file);
  }

  /**
   * Opens the picture.
   *
   * @param sequential whether its rows are read once and from the top
   */
  VipsImage open(boolean sequential) {
    return open(sequential ? "[access=sequential,fail_on=error]" : "[fail_on=error]");
  }

  /**
   * Opens a JPEG as its decoder shrinks it, which at 8 is the mean of each block without a
   * transform.
   *
   * @param factor 1, 2, 4 or 8
   */
  VipsImage openShrunk(int factor) {
    return open("[shrink=" + factor + ",fail_on=error]");
  }

  private VipsImage open(String options) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment image =
          (MemorySegment)
              vips.newFromBuffer.invokeExact(
                  bytes, bytes.byteSize(), call.allocateFrom(options), END);
      if (image.address() == 0) {
        throw VipsFault.of(vips);
      }
      return new VipsImage(vips, image);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  /**
   * A picture of at most the side, upright, without samples that are neither colour nor
   * transparency. Decoded no larger than needed, unless there are such samples.
   *
   * @param managed true converts to sRGB by the profile; false leaves the numbers as they are
   * @param orientation by which it is turned, 1..8, whatever libvips reads from the file
   */
  VipsImage thumbnail(PixelSamples samples, int maxSide, boolean managed, int orientation) {
    try (VipsImage small = small(samples, maxSide, managed)) {
      return small.upright(orientation);
    }
  }

  private VipsImage small(PixelSamples samples, int maxSide, boolean managed) {
    if (!samples.hasOthers()) {
      return thumbnail(maxSide, managed);
    }
    try (VipsImage stored = open(false);
        VipsImage picked = stored.picked(samples)) {
      return picked.thumbnail(maxSide, managed);
    }
  }

  private VipsImage thumbnail(int maxSide, boolean managed) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment out = call.allocate(ADDRESS);
      MemorySegment conversion = managed ? call.allocateFrom("export_profile") : END;
      int status =
          (int)
              vips.thumbnail.invokeExact(
                  bytes,
                  bytes.byteSize(),
                  out,
                  maxSide,
                  call.allocateFrom("height"),
                  maxSide,
                  call.allocateFrom("size"),
                  SIZE_DOWN,
                  call.allocateFrom("no_rotate"),
                  1,
                  // the operation's own fail_on does not reach the loader of a buffer
                  call.allocateFrom("option_string"),
                  call.allocateFrom("[fail_on=error]"),
                  // the arguments end at the first null
                  conversion,
                  call.allocateFrom("srgb"),
                  END);
      return VipsImage.result(vips, status, out);
    } catch (Throwable t) {
      throw VipsFault.unchecked(t);
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
