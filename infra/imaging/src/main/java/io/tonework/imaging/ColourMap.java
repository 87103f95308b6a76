package io.tonework.imaging;

/**
 * What is done to the colours of a photo, ready to be applied to any number of pixels. Immutable
 * and thread-safe; the same instance may serve many photos at once.
 *
 * @param lattice the map on sRGB-encoded RGB; a photo in another colour space is rendered in its
 *     own space, with the map carried over to it
 */
public record ColourMap(Lattice lattice) {
  /** The map that changes nothing: pixels leave exactly as they came. */
  public static ColourMap identity() {
    return new ColourMap(Lattice.identity(2));
  }

  /** A map given by its lattice. */
  public static ColourMap of(Lattice lattice) {
    return new ColourMap(lattice);
  }
}
