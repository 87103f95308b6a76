package io.tonework.imaging.codec.vips;

import java.util.Optional;

/** What came of opening libvips, which is tried once for the process. */
sealed interface VipsOpening {
  /** Made on first use; a failure is remembered as it was. */
  VipsOpening RESULT = attempt();

  /**
   * The library can be used.
   *
   * @param formats what it was found to read and write
   */
  record Opened(VipsLibrary library, VipsFormats formats) implements VipsOpening {}

  /**
   * The library cannot be used.
   *
   * @param reason as {@link VipsCodec#open} throws it
   */
  record Missing(RuntimeException reason) implements VipsOpening {}

  /** The library, if it can be used. */
  static Optional<VipsLibrary> library() {
    return switch (RESULT) {
      case Opened(var library, var _) -> Optional.of(library);
      case Missing _ -> Optional.empty();
    };
  }

  private static VipsOpening attempt() {
    try {
      VipsLibrary library = VipsLibrary.open();
      MappedImage.checkLayout(library);
      return new Opened(library, new VipsFormats(library));
    } catch (RuntimeException e) {
      return new Missing(e);
    }
  }
}
