package io.tonework.imaging;

import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.installed.InstalledCodec;
import io.tonework.imaging.codec.process.IsolatedCodec;
import io.tonework.imaging.codec.process.ProcessSettings;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageLimits;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the codec of this machine: the front door of this module. */
public final class ImageCodecs {
  private static final Logger LOG = LoggerFactory.getLogger(ImageCodecs.class);

  private ImageCodecs() {}

  /** As {@link #best(ImageLimits)}, with {@link ImageLimits#DEFAULT}. */
  public static ImageCodec best() {
    return best(ImageLimits.DEFAULT);
  }

  /**
   * The best codec, run where it was asked for. To be closed by its owner.
   *
   * @param processes most processes of its own that work at once, if it has any
   * @throws IllegalStateException if a process cannot be started
   */
  public static ImageCodec open(Isolation isolation, int processes, ImageLimits limits) {
    return open(isolation, processes, limits, Set.of());
  }

  /**
   * As {@link #open(Isolation, int, ImageLimits)}, with opt-in formats.
   *
   * @param formats those that are switched on
   * @throws IllegalArgumentException if formats are switched on and there is to be no process
   */
  public static ImageCodec open(
      Isolation isolation, int processes, ImageLimits limits, Set<ImageFormat> formats) {
    return switch (isolation) {
      case NONE -> {
        if (!formats.isEmpty()) {
          throw new IllegalArgumentException(
              "tonework.imaging.formats names %s, which are read in processes of their own only;"
                      .formatted(formats)
                  + " set the isolation to process, or switch them off");
        }
        yield best(limits);
      }
      case PROCESS -> {
        ImageCodec codec =
            IsolatedCodec.start(ProcessSettings.of(processes, limits).withFormats(formats));
        LOG.atInfo().addKeyValue("codec", codec.name()).log("image codec chosen");
        yield codec;
      }
    };
  }

  /**
   * libvips where the library can be opened, pure Java otherwise. Says in the log which, and in the
   * second case why and what would change it.
   */
  public static ImageCodec best(ImageLimits limits) {
    return InstalledCodec.best(limits);
  }
}
