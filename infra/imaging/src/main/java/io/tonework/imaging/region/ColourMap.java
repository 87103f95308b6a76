package io.tonework.imaging.region;

import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.PixelMap;
import java.util.List;

/**
 * What is done to the colours of a photo, ready to be applied to any number of pixels. Immutable
 * and thread-safe; the same instance may serve many photos at once.
 *
 * @param map the map on sRGB-encoded RGB; a photo in another colour space is rendered in its own
 *     space, with the map carried over to it
 * @param regions the parts of the picture that have a map of their own, which replaces this one
 *     where their mask is full; at most {@link #MAX_REGIONS}
 */
public record ColourMap(PixelMap map, List<Region> regions) {
  /** Most regions of a picture. */
  public static final int MAX_REGIONS = 16;

  /** Copies the list. */
  public ColourMap {
    regions = List.copyOf(regions);
    if (regions.size() > MAX_REGIONS) {
      throw new IllegalArgumentException(
          "a map has at most %d regions, not %d".formatted(MAX_REGIONS, regions.size()));
    }
  }

  /** The map that changes nothing: pixels leave exactly as they came. */
  public static ColourMap identity() {
    return of(Lattice.identity(2));
  }

  /** A map that is the same everywhere. */
  public static ColourMap of(PixelMap map) {
    return new ColourMap(map, List.of());
  }

  /** This map with these regions instead of its own. */
  public ColourMap with(List<Region> others) {
    return new ColourMap(map, others);
  }
}
