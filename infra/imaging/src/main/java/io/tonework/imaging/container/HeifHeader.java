package io.tonework.imaging.container;

import io.tonework.imaging.CorruptImage;
import io.tonework.imaging.ImageFormat;
import io.tonework.imaging.ImageInfo;

/**
 * The picture sizes that a HEIC or AVIF file declares (ISO/IEC 14496-12 and 23008-12): enough to
 * hold it against the limits. The largest of the declared sizes counts; tiles and previews are
 * smaller than the picture they belong to.
 */
final class HeifHeader {
  private static final int MAX_DEPTH = 4;

  private final Bytes bytes;
  private long width;
  private long height;
  private int bits = 8;
  private boolean icc;
  private boolean alpha;
  private int boxes;

  private HeifHeader(byte[] file) {
    bytes = Bytes.bigEndian(file);
    boxes(0, file.length, 0);
  }

  static HeifHeader parse(byte[] file) {
    return new HeifHeader(file);
  }

  ImageInfo info(ImageFormat format) {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new CorruptImage(format + ": no picture size in the file");
    }
    // the decoder turns the picture upright by the file's own transformations
    return new ImageInfo(format, (int) width, (int) height, alpha ? 4 : 3, bits, 1, icc, 1);
  }

  private void boxes(long from, long to, int depth) {
    long at = from;
    while (at + 8 <= to) {
      if (++boxes > 100_000) {
        throw new CorruptImage("more than 100,000 boxes in the file");
      }
      long size = bytes.u32(at);
      String type = bytes.text(at + 4, 4);
      long content = at + 8;
      if (size == 1) {
        bytes.require(at + 8, 8);
        size = bytes.u32(at + 8) << 32 | bytes.u32(at + 12);
        content = at + 16;
      } else if (size == 0) {
        size = to - at;
      }
      if (size < content - at || size > to - at) {
        return; // cut short: the decoder says so
      }
      box(type, content, at + size, depth);
      at += size;
    }
  }

  private void box(String type, long from, long to, int depth) {
    switch (type) {
      case "meta" -> nested(from + 4, to, depth);
      case "iprp", "ipco" -> nested(from, to, depth);
      case "ispe" -> size(bytes.u32(from + 4), bytes.u32(from + 8));
      case "pixi" -> bits = Math.max(bits, bytes.u8(from + 5));
      case "auxC" -> alpha |= bytes.text(from, (int) Math.min(to - from, 200)).contains("alpha");
      case "colr" -> icc |= bytes.has(from, "prof") || bytes.has(from, "rICC");
      default -> {}
    }
  }

  private void nested(long from, long to, int depth) {
    if (depth < MAX_DEPTH) {
      boxes(from, to, depth + 1);
    }
  }

  private void size(long w, long h) {
    if (w * h > width * height) {
      width = w;
      height = h;
    }
  }
}
