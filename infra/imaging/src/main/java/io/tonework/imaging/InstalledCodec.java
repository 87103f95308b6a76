package io.tonework.imaging;

import io.tonework.imaging.pure.ImageIoCodec;
import io.tonework.imaging.vips.VipsCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the codec that this machine can run. */
public final class InstalledCodec {
  private static final Logger LOG = LoggerFactory.getLogger(InstalledCodec.class);

  private InstalledCodec() {}

  /**
   * libvips where the library can be opened, pure Java otherwise. Says in the log which, and in the
   * second case why and what would change it.
   */
  public static ImageCodec best(ImageLimits limits) {
    try {
      ImageCodec vips = VipsCodec.open(limits);
      LOG.atInfo().addKeyValue("codec", vips.name()).log("image codec chosen");
      return vips;
    } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
      ImageCodec pure = new ImageIoCodec(limits);
      LOG.atWarn()
          .addKeyValue("codec", pure.name())
          .addKeyValue("reason", e.getMessage())
          .log("libvips is not usable, so pictures are decoded in Java; install libvips42");
      return pure;
    }
  }
}
