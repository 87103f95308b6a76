package io.tonework.imaging.codec.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.tonework.imaging.codec.StrictFirst.Attempt;
import io.tonework.imaging.codec.StrictFirst.Strictness;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A file in native memory, from which libvips opens pictures. It must outlive all of them; closing
 * frees the memory. Not thread-safe.
 */
final class VipsFile implements AutoCloseable {
  static final int SIZE_DOWN = 2;
  private static final int LARGEST_SHRINK = 8;
  private static final MemorySegment END = MemorySegment.NULL;

  private final VipsLibrary vips;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment bytes;
  private final String failOn;

  /** Copies a file, of which every error in its pixels is to be told. */
  VipsFile(VipsLibrary vips, byte[] file) {
    this(vips, file, Strictness.ERRORS, ImageFormat.PNG);
  }

  /** Copies the file of an attempt. */
  VipsFile(VipsLibrary vips, Attempt attempt, ImageFormat format) {
    this(vips, attempt.bytes(), attempt.strictness(), format);
  }

  private VipsFile(VipsLibrary vips, byte[] file, Strictness strictness, ImageFormat format) {
    this.vips = vips;
    this.bytes = arena.allocateFrom(JAVA_BYTE, file);
    this.failOn =
        switch (strictness) {
          // libjpeg makes up what is missing and only warns; other decoders warn of tags
          case EVERY_COMPLAINT -> format == ImageFormat.JPEG ? "warning" : "error";
          case ERRORS -> "error";
          case NOTHING -> "none";
        };
  }

  /**
   * Opens the picture.
   *
   * @param sequential whether its rows are read once and from the top
   */
  VipsImage open(boolean sequential) {
    return open(sequential ? "access=sequential," : "");
  }

  /**
   * Opens a JPEG as its decoder shrinks it, which at 8 is the mean of each block without a
   * transform.
   *
   * @param factor 1, 2, 4 or 8
   */
  VipsImage openShrunk(int factor) {
    return open("shrink=" + factor + ",");
  }

  private VipsImage open(String options) {
    try (Arena call = Arena.ofConfined()) {
      MemorySegment image =
          (MemorySegment)
              vips.newFromBuffer.invokeExact(
                  bytes,
                  bytes.byteSize(),
                  call.allocateFrom("[" + options + "fail_on=" + failOn + "]"),
                  END);
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
   * transparency. Decoded no larger than needed, unless there are such samples, or a reduced copy
   * that would be taken for the photo.
   *
   * @param file what is known of the file
   * @param managed true converts to sRGB by the profile; false leaves the numbers as they are
   */
  VipsImage thumbnail(PictureFile file, int maxSide, boolean managed) {
    try (VipsImage small = small(file, maxSide, managed)) {
      return small.upright(file.info().orientation());
    }
  }

  private VipsImage small(PictureFile file, int maxSide, boolean managed) {
    if (!file.samples().hasOthers() && !file.hasReducedCopy()) {
      int factor = shrink(file.info(), maxSide);
      if (factor == 1) {
        return thumbnail(maxSide, managed);
      }
      try (VipsImage shrunk = open("access=sequential,shrink=" + factor + ",")) {
        return shrunk.thumbnail(maxSide, managed);
      }
    }
    try (VipsImage stored = open(false);
        VipsImage picked = stored.picked(file.samples())) {
      return picked.thumbnail(maxSide, managed);
    }
  }

  /**
   * By how much a decoder of JPEG shrinks a picture that is to be looked at; 1 for other formats.
   * libvips itself leaves it at least twice as large as the thumbnail, which costs a look at 2.4
   * megapixels as much as the decoding for the render (ADR 0250).
   */
  private static int shrink(ImageInfo info, int maxSide) {
    int side = Math.max(info.width(), info.height());
    return info.format() != ImageFormat.JPEG
        ? 1
        : Math.clamp(Integer.highestOneBit(Math.max(1, side / maxSide)), 1, LARGEST_SHRINK);
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
                  call.allocateFrom("[fail_on=" + failOn + "]"),
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
