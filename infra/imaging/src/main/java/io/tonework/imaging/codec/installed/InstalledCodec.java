package io.tonework.imaging.codec.installed;

import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.imageio.ImageIoCodec;
import io.tonework.imaging.codec.vips.VipsCodec;
import io.tonework.imaging.file.format.ImageLimits;
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
