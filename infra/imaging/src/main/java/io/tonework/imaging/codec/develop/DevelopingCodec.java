package io.tonework.imaging.codec.develop;

import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.PhotoFile;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.UndevelopedFile;
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
  public PhotoFile open(byte[] file) {
    limits.checkBytes(file.length);
    return PhotoFile.of(file, developers.keySet());
  }

  @Override
  public ImageInfo probe(PhotoFile file) {
    limits.checkBytes(file.bytes().length);
    return switch (file) {
      case PictureFile picture -> codec.probe(picture);
      case UndevelopedFile undeveloped -> {
        ImageInfo info = developer(undeveloped).measure(undeveloped);
        limits.check(info);
        yield info;
      }
    };
  }

  @Override
  public RgbImage thumbnail(PhotoFile file, int maxSidePixels, Deadline deadline) {
    limits.checkBytes(file.bytes().length);
    return switch (file) {
      case PictureFile picture -> codec.thumbnail(picture, maxSidePixels, deadline);
      case UndevelopedFile undeveloped ->
          codec.thumbnail(developed(undeveloped, deadline).tiff(), maxSidePixels, deadline);
    };
  }

  @Override
  public RenderedImage render(
      PhotoFile original, ColourMap map, EncodeOptions options, Deadline deadline) {
    limits.checkBytes(original.bytes().length);
    return switch (original) {
      case PictureFile picture -> codec.render(picture, map, options, deadline);
      case UndevelopedFile undeveloped ->
          render(developed(undeveloped, deadline), map, options, deadline);
    };
  }

  private Developer developer(UndevelopedFile file) {
    Developer developer = developers.get(file.format());
    if (developer == null) {
      throw new UnsupportedImage(name() + " does not read " + file.format());
    }
    return developer;
  }

  private Developed developed(UndevelopedFile file, Deadline deadline) {
    var _ = probe(file);
    deadline.check("developing");
    return developer(file).develop(file, developedLimits);
  }

  private RenderedImage render(
      Developed developed, ColourMap map, EncodeOptions options, Deadline deadline) {
    EncodeOptions chosen =
        options.format() == null ? options.withFormat(ImageFormat.JPEG) : options;
    RenderedImage done = codec.render(developed.tiff(), map, chosen, deadline);
    List<String> lost = new ArrayList<>(developed.lost());
    done.lost().stream().filter(name -> !lost.contains(name)).forEach(lost::add);
    return new RenderedImage(
        done.bytes(),
        done.format(),
        done.width(),
        done.height(),
        done.bitsPerChannel(),
        lost,
        done.warnings());
  }

  @Override
  public void close() {
    codec.close();
  }
}
