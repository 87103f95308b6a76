package io.tonework.imaging.codec.vips;

import io.tonework.imaging.fault.CorruptImage;

/** Faults of calls into libvips, as exceptions of Java. */
final class VipsFault {
  private VipsFault() {}

  /** The library's last error as an exception: about the file, unless memory ran out. */
  static RuntimeException of(VipsLibrary vips) throws Throwable {
    String message = vips.takeError().replaceAll("\\s+", " ");
    return message.contains("out of memory")
        ? new IllegalStateException("libvips: " + message)
        : new CorruptImage(
            "the picture cannot be decoded to its end: "
                + (message.isEmpty() ? "libvips gives no reason" : message));
  }

  /** What a call threw, as it is thrown on; an error is thrown at once. */
  static RuntimeException unchecked(Throwable t) {
    if (t instanceof Error error) {
      throw error;
    }
    return t instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException("a call of libvips failed", t);
  }
}
