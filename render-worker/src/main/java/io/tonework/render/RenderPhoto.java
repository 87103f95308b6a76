package io.tonework.render;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.OutputFormat;
import io.tonework.contracts.OutputOptions;
import io.tonework.contracts.Plan;
import io.tonework.contracts.PlannedRegion;
import io.tonework.contracts.Sha256;
import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.cube.CubeFile;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.LatticeFit;
import io.tonework.imaging.region.ColourMap;
import io.tonework.imaging.region.MaskFile;
import io.tonework.imaging.region.Region;
import io.tonework.imaging.region.SoftMask;
import io.tonework.imaging.region.UnusableMask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Applies a plan to its original: a pure function of the two, for the same build and codec. Needs
 * neither GPU nor network. Thread-safe; uses the caller's thread.
 */
public final class RenderPhoto implements Rendering {
  /** Nodes along an axis of the {@code .cube} files that are tried: 0.9 and 7.4 MB. */
  private static final int[] CUBE_SIZES = {33, 65};

  /**
   * How far a thinned file may be from the render: applied to 8-bit pixels it is then within one
   * level, however a program rounds.
   */
  private static final double CUBE_TOLERANCE = LatticeFit.ONE_LEVEL / 2;

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
   * @param masks the mask files of the plan's regions in their order, as {@link MaskSource#filesOf}
   *     gives them
   * @param deadline when to give up
   * @throws PlanUnusableException when the plan is not for this worker's bundle
   * @throws UnusableMask when a mask cannot be read or is not of the photo's shape
   * @throws io.tonework.imaging.fault.ImageException when the file cannot be turned into a picture
   */
  @Override
  public RenderedFile render(byte[] original, Plan plan, List<byte[]> masks, Deadline deadline) {
    ColourMap look = looks.of(plan).with(regions(plan, masks));
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
        Sha256.of(image.bytes()),
        image.lost(),
        image.warnings());
  }

  /**
   * As {@link #render(byte[], Plan, List, Deadline)}, of a plan whose masks, if it has any, travel
   * along.
   */
  public RenderedFile render(byte[] original, Plan plan, Deadline deadline) {
    return render(original, plan, MaskSource.INLINE.filesOf(plan), deadline);
  }

  private List<Region> regions(Plan plan, List<byte[]> masks) {
    List<Region> regions = new ArrayList<>();
    for (PlannedRegion region : plan.regions()) {
      SoftMask mask = mask(region, masks.get(regions.size()));
      regions.add(
          new Region(region.name(), looks.of(plan, region).lattice(), mask, !region.exact()));
    }
    return regions;
  }

  private static SoftMask mask(PlannedRegion region, byte[] file) {
    try {
      return MaskFile.read(file);
    } catch (UnusableMask e) {
      throw new UnusableMask("region '" + region.name() + "': " + e.getMessage(), e);
    }
  }

  /**
   * The look of one region of the plan as a {@code .cube} file, as faithful as {@link #cube(Plan)}.
   *
   * @throws PlanUnusableException when the plan is not for this worker's bundle
   */
  public byte[] cube(Plan plan, PlannedRegion region) {
    return cube(looks.of(plan, region), title(plan) + " " + region.name());
  }

  /**
   * The plan's look as a {@code .cube} file, that of the photo outside its regions: the lattice
   * that {@link #render} uses, thinned to 33 or 65 nodes along an axis where that stays within half
   * an 8-bit level. The title says how far it is off. Else the file has all of it, up to 58 MB.
   *
   * @throws PlanUnusableException when the plan is not for this worker's bundle
   */
  public byte[] cube(Plan plan) {
    return cube(looks.of(plan), title(plan));
  }

  /**
   * The plan's look at 33 nodes along an axis, 0.9 MB: small and quick enough to be kept beside a
   * photo. Where a look is strongly bent it is off by some levels; {@link #cube(Plan)} is not.
   *
   * @throws PlanUnusableException when the plan is not for this worker's bundle
   */
  @Override
  public byte[] smallCube(Plan plan) {
    ColourMap look = looks.of(plan);
    return RenderMetric.CUBE
        .timer(meters)
        .record(() -> CubeFile.write(look.lattice().thinned(CUBE_SIZES[0]), title(plan)));
  }

  private static String title(Plan plan) {
    return "Tonework " + plan.planId();
  }

  private byte[] cube(ColourMap look, String title) {
    return RenderMetric.CUBE
        .timer(meters)
        .record(() -> {
          Lattice whole = look.lattice();
          for (int size : CUBE_SIZES) {
            Lattice thin = whole.thinned(size);
            if (thin.size() == whole.size()) {
              break;
            }
            double difference = whole.largestDifference(thin, CUBE_TOLERANCE);
            if (difference <= CUBE_TOLERANCE) {
              String off = String.format(Locale.ROOT, ", within %.2f/255", difference * 255);
              return CubeFile.write(thin, title + off);
            }
          }
          return CubeFile.write(whole, title);
        });
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
