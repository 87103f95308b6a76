package io.tonework.render;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.OutputFormat;
import io.tonework.contracts.OutputOptions;
import io.tonework.contracts.Plan;
import io.tonework.imaging.ColourMap;
import io.tonework.imaging.Deadline;
import io.tonework.imaging.EncodeOptions;
import io.tonework.imaging.ImageCodec;
import io.tonework.imaging.ImageFormat;
import io.tonework.imaging.RenderedImage;
import io.tonework.imaging.cube.CubeFile;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Applies a plan to its original: a pure function of the two, for the same build and codec. Needs
 * neither GPU nor network. Thread-safe; uses the caller's thread.
 */
public final class RenderPhoto {
  private final ImageCodec codec;
  private final Looks looks;
  private final MeterRegistry meters;

  /** Renders with that codec and these looks. */
  public RenderPhoto(ImageCodec codec, Looks looks, MeterRegistry meters) {
    this.codec = codec;
    this.looks = looks;
    this.meters = meters;
  }

  /**
   * The finished photo: full resolution, colour managed, metadata kept, orientation applied.
   *
   * @param original the file that the plan names
   * @param deadline when to give up
   * @throws PlanUnusableException when the plan is not for this worker's bundle
   * @throws io.tonework.imaging.ImageException when the file cannot be turned into a picture
   */
  public RenderedFile render(byte[] original, Plan plan, Deadline deadline) {
    ColourMap look = looks.of(plan);
    deadline.check("building the lattice");
    RenderedImage image =
        RenderMetric.IMAGE
            .timer(meters)
            .record(() ->
                codec.render(original, look, encodeOptions(plan.request().output()), deadline));
    RenderMetric.PIXELS.counter(meters).increment((double) image.width() * image.height());
    RenderMetric.BYTES.counter(meters, "direction", "in").increment(original.length);
    RenderMetric.BYTES.counter(meters, "direction", "out").increment(image.bytes().length);
    return new RenderedFile(
        image.bytes(),
        image.format().mediaType(),
        image.format().extension(),
        image.width(),
        image.height(),
        sha256(image.bytes()),
        image.lost());
  }

  /**
   * The plan's look as a {@code .cube} file, the very lattice that {@link #render} uses.
   *
   * @throws PlanUnusableException when the plan is not for this worker's bundle
   */
  public byte[] cube(Plan plan) {
    ColourMap look = looks.of(plan);
    return RenderMetric.CUBE
        .timer(meters)
        .record(() -> CubeFile.write(look.lattice(), "Tonework " + plan.planId()));
  }

  /** SHA-256, lower-case hex. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks SHA-256, which it must have", e);
    }
  }

  private static EncodeOptions encodeOptions(OutputOptions output) {
    return new EncodeOptions(
        imageFormat(output.format()),
        output.quality(),
        output.stripGps(),
        EncodeOptions.DEFAULT.software());
  }

  private static @Nullable ImageFormat imageFormat(OutputFormat format) {
    return switch (format) {
      case ORIGINAL -> null;
      case JPEG -> ImageFormat.JPEG;
      case PNG -> ImageFormat.PNG;
      case TIFF -> ImageFormat.TIFF;
      case WEBP -> ImageFormat.WEBP;
    };
  }
}
