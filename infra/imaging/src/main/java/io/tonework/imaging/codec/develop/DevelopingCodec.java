package io.tonework.imaging.codec.develop;

import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.ImageSniffer;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.region.ColourMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A codec that reads opt-in formats too. They are not written: a result whose format nobody chose
 * is a JPEG.
 */
public final class DevelopingCodec implements ImageCodec {
  private final ImageCodec codec;
  private final ImageLimits limits;
  private final ImageLimits developedLimits;
  private final Map<ImageFormat, Developer> developers;

  private DevelopingCodec(
      ImageCodec codec,
      ImageLimits limits,
      ImageLimits developedLimits,
      Set<Developer> developers) {
    this.codec = codec;
    this.limits = limits;
    this.developedLimits = developedLimits;
    this.developers =
        developers.stream().collect(Collectors.toMap(Developer::format, Function.identity()));
  }

  /**
   * A codec with these formats beside its own.
   *
   * @param limits what is refused of a file as it comes
   * @param open opens the codec, with room for what the developers make
   */
  public static ImageCodec of(
      ImageLimits limits, Set<Developer> developers, Function<ImageLimits, ImageCodec> open) {
    ImageLimits developed = limits.withMaxBytes(developedBytes(limits));
    return developers.isEmpty()
        ? open.apply(limits)
        : new DevelopingCodec(open.apply(developed), limits, developed, developers);
  }

  /** The largest TIFF that is made in between: 85 megapixels of 16-bit RGB, or a larger file. */
  public static long developedBytes(ImageLimits limits) {
    return Math.max(limits.maxBytes(), 512L << 20);
  }

  @Override
  public String name() {
    String others =
        developers.values().stream()
            .map(Developer::name)
            .sorted()
            .collect(Collectors.joining(", "));
    return codec.name() + " with " + others;
  }

  @Override
  public boolean canDecode(ImageFormat format) {
    return developers.containsKey(format) || codec.canDecode(format);
  }

  @Override
  public boolean canEncode(ImageFormat format) {
    return codec.canEncode(format);
  }

  @Override
  public ImageInfo probe(byte[] file) {
    limits.checkBytes(file.length);
    Developer developer = developers.get(ImageSniffer.require(file, developers.keySet()));
    if (developer == null) {
      return codec.probe(file);
    }
    ImageInfo info = developer.measure(file);
    limits.check(info);
    return info;
  }

  @Override
  public RgbImage thumbnail(byte[] file, int maxSidePixels, Deadline deadline) {
    Developer developer = developers.get(probe(file).format());
    if (developer == null) {
      return codec.thumbnail(file, maxSidePixels, deadline);
    }
    deadline.check("developing");
    Developed developed = developer.develop(file, developedLimits);
    return codec.thumbnail(developed.tiff(), maxSidePixels, deadline);
  }

  @Override
  public RenderedImage render(
      byte[] original, ColourMap map, EncodeOptions options, Deadline deadline) {
    Developer developer = developers.get(probe(original).format());
    if (developer == null) {
      return codec.render(original, map, options, deadline);
    }
    deadline.check("developing");
    Developed developed = developer.develop(original, developedLimits);
    EncodeOptions chosen =
        options.format() == null ? options.withFormat(ImageFormat.JPEG) : options;
    RenderedImage done = codec.render(developed.tiff(), map, chosen, deadline);
    List<String> lost = new ArrayList<>(developed.lost());
    done.lost().stream().filter(name -> !lost.contains(name)).forEach(lost::add);
    return new RenderedImage(
        done.bytes(), done.format(), done.width(), done.height(), done.bitsPerChannel(), lost);
  }

  @Override
  public void close() {
    codec.close();
  }
}
