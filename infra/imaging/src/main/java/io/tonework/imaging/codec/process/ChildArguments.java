package io.tonework.imaging.codec.process;

import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.develop.DevelopingCodec;
import io.tonework.imaging.codec.installed.Developers;
import io.tonework.imaging.codec.installed.InstalledCodec;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.format.Incomplete;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a codec process is told when it starts.
 *
 * @param limits what it refuses before decoding
 * @param formats opt-in formats that it is to read
 */
record ChildArguments(ImageLimits limits, Set<ImageFormat> formats) {
  /** Copies the set. */
  ChildArguments {
    formats = Set.copyOf(formats);
  }

  /** As arguments of a command line. */
  List<String> toList() {
    return List.of(
        Long.toString(limits.maxBytes()),
        Long.toString(limits.maxPixels()),
        Integer.toString(limits.maxSidePixels()),
        Integer.toString(limits.maxFrames()),
        limits.incomplete().name(),
        formats.stream().map(ImageFormat::name).sorted().collect(Collectors.joining(",")));
  }

  /** What {@link #toList} wrote. */
  static ChildArguments parse(String... arguments) {
    return new ChildArguments(
        new ImageLimits(
            Long.parseLong(arguments[0]),
            Long.parseLong(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Incomplete.valueOf(arguments[4])),
        Arrays.stream(arguments[5].split(","))
            .filter(name -> !name.isEmpty())
            .map(ImageFormat::valueOf)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** The codec that the process runs. */
  ImageCodec codec() {
    return DevelopingCodec.of(limits, Developers.of(formats), InstalledCodec::best);
  }
}
