package io.tonework.imaging.rows;

import io.tonework.imaging.colour.PhotoColour;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.pixels.RowMap;
import io.tonework.imaging.region.ColourMap;
import io.tonework.imaging.region.Region;
import io.tonework.imaging.region.UnusableMask;
import io.tonework.imaging.region.edge.GuidedFilter;
import io.tonework.imaging.region.edge.WeightField;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Maps the rows of one picture, every region by its own lattice. Where masks overlap their weights
 * are divided by their sum; what they leave of 1 is the picture's own map.
 *
 * <p>A row is cut into runs in which the same maps have a weight. A map is evaluated only where its
 * weight is not 0; outside the borders of a region that is one map a pixel, as without regions.
 * Thread-safe.
 */
public final class RegionRows implements RowMap {
  /** Longer side of the copy of the photo by which masks are refined, pixels. */
  public static final int GUIDE_SIDE = GuidedFilter.GUIDE_SIDE;

  /** Longer side of such a copy at least, where making one of that size would cost more. */
  public static final int LEAST_GUIDE_SIDE = 576;

  private final List<RowRenderer> maps;
  private final List<RegionWeights> regions;
  private final int channels;
  private final ConcurrentLinkedQueue<RowBlend> idle = new ConcurrentLinkedQueue<>();

  private RegionRows(List<RowRenderer> maps, List<RegionWeights> regions, int channels) {
    this.maps = maps;
    this.regions = regions;
    this.channels = channels;
  }

  /**
   * Prepares a map for a picture: refines its masks where there are any.
   *
   * @param colour the picture's encoding
   * @param channels 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha
   * @param bitsPerChannel 8 or 16
   * @param width of the upright picture
   * @param height of the upright picture
   * @param guide a small upright copy of the picture, its longer side about {@link #GUIDE_SIDE}
   *     unless the picture is smaller, in the picture's own encoding; asked for only if a mask is
   *     to be refined
   * @throws UnusableMask if a mask is not of the picture's shape
   */
  public static RowMap of(
      ColourMap map,
      PhotoColour colour,
      int channels,
      int bitsPerChannel,
      int width,
      int height,
      Supplier<RgbImage> guide) {
    RowRenderer everywhere = RowRenderer.of(map, colour, channels, bitsPerChannel);
    if (map.regions().isEmpty()) {
      return everywhere;
    }
    List<RowRenderer> maps = new ArrayList<>();
    List<RegionWeights> regions = new ArrayList<>();
    maps.add(everywhere);
    @Nullable GuidedFilter filter = null;
    for (Region region : map.regions()) {
      requireShape(region, width, height);
      if (region.refined() && filter == null) {
        filter = new GuidedFilter(guide.get());
      }
      WeightField field =
          region.refined() && filter != null
              ? filter.fit(region.mask())
              : WeightField.plain(region.mask(), width, height);
      regions.add(new RegionWeights(field, width, height));
      maps.add(RowRenderer.of(ColourMap.of(region.map()), colour, channels, bitsPerChannel));
    }
    return new RegionRows(maps, regions, channels);
  }

  private static void requireShape(Region region, int width, int height) {
    try {
      region.mask().requireShapeOf(width, height);
    } catch (UnusableMask e) {
      throw new UnusableMask("region '" + region.name() + "': " + e.getMessage(), e);
    }
  }

  @Override
  public void map(byte[] row, int pixels, int left, int top) {
    blend(new Strip.Bytes(row), pixels, left, top);
  }

  @Override
  public void map(short[] row, int pixels, int left, int top) {
    blend(new Strip.Shorts(row), pixels, left, top);
  }

  private void blend(Strip row, int pixels, int left, int top) {
    RowBlend blend = idle.poll();
    if (blend == null) {
      blend = new RowBlend(maps, regions, channels, BlendKernel.worthwhile(0));
    }
    blend.map(row, pixels, left, top);
    idle.add(blend);
  }
}
