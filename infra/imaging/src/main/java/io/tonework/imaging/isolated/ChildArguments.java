package io.tonework.imaging.isolated;

import io.tonework.imaging.ImageCodec;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.ImageLimits;
import java.util.List;

/**
 * What a codec process is told when it starts.
 *
 * @param limits what it refuses before decoding
 */
record ChildArguments(ImageLimits limits) {
  /** As arguments of a command line. */
  List<String> toList() {
    return List.of(
        Long.toString(limits.maxBytes()),
        Long.toString(limits.maxPixels()),
        Integer.toString(limits.maxSidePixels()),
        Integer.toString(limits.maxFrames()));
  }

  /** What {@link #toList} wrote. */
  static ChildArguments parse(String... arguments) {
    return new ChildArguments(
        new ImageLimits(
            Long.parseLong(arguments[0]),
            Long.parseLong(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3])));
  }

  /** The codec that the process runs. */
  ImageCodec codec() {
    return ImageCodecs.best(limits);
  }
}
