package io.tonework.imaging.lattice;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A colour map as data: its value at {@code size}^3 evenly spaced colours, interpolated between
 * them on tetrahedra. Immutable and thread-safe.
 *
 * <p>Node (r, g, b) stands for the colour (r, g, b) / (size - 1) and is stored with r varying
 * fastest, as in a {@code .cube} file. Values are sRGB-encoded, nominally 0..1; values outside are
 * kept, and clamped only where pixels are written.
 */
public final class Lattice implements PixelMap {
  /** Nodes along one axis unless more are needed. */
  public static final int DEFAULT_SIZE = 33;

  /** Nodes along one axis of the lattice that {@link LatticeFit} begins with. */
  public static final int COARSE_SIZE = 17;

  /** Nodes along one axis of the finest lattice that {@link LatticeFit} makes. */
  public static final int FINEST_SIZE = 129;

  /** Most nodes along one axis; a lattice of this size takes 50 MB. */
  public static final int MAX_SIZE = 161;

  private static final int BATCH_POINTS = 4096;

  private final int size;
  private final float[] rgb;
  private volatile @Nullable PackedLattice packed;
  private volatile @Nullable WideLattice wide;

  /**
   * Takes the values of a lattice.
   *
   * @param size nodes along one axis, 2..{@link #MAX_SIZE}
   * @param rgb {@code float[size^3 * 3]}, r fastest, interleaved, finite; copied
   */
  public Lattice(int size, float[] rgb) {
    this(rgb.clone(), size);
  }

  /** Takes the array without copying it. */
  private Lattice(float[] rgb, int size) {
    checkSize(size);
    if (rgb.length != size * size * size * 3) {
      throw new IllegalArgumentException(
          "a lattice of size %d has %d values, not %d"
              .formatted(size, size * size * size * 3, rgb.length));
    }
    checkFinite(rgb);
    this.size = size;
    this.rgb = rgb;
  }

  /** One pass over all bits first, which the compiler turns into vectors: most are finite. */
  private static void checkFinite(float[] rgb) {
    int largest = 0;
    for (float value : rgb) {
      largest = Math.max(largest, Float.floatToRawIntBits(value) & Integer.MAX_VALUE);
    }
    if (largest < Float.floatToRawIntBits(Float.POSITIVE_INFINITY)) {
      return;
    }
    for (int i = 0; i < rgb.length; i++) {
      if (!Float.isFinite(rgb[i])) {
        throw new IllegalArgumentException(
            "value %d of the lattice is %s; all must be finite".formatted(i, rgb[i]));
      }
    }
  }

  /** A lattice that takes the array without copying it; the caller no longer writes to it. */
  static Lattice owning(int size, float[] rgb) {
    return new Lattice(rgb, size);
  }

  /** The lattice that changes nothing. */
  public static Lattice identity(int size) {
    return build(size, RgbFunction.IDENTITY);
  }

  /**
   * Evaluates a map at every node, one after the other with r fastest, in batches of a few thousand
   * colours.
   *
   * @param size nodes along one axis, 2..{@link #MAX_SIZE}
   */
  public static Lattice build(int size, RgbFunction function) {
    checkSize(size);
    int nodes = size * size * size;
    float[] values = new float[nodes * 3];
    float[] in = new float[Math.min(BATCH_POINTS, nodes) * 3];
    float[] out = new float[in.length];
    for (int start = 0; start < nodes; start += BATCH_POINTS) {
      int points = Math.min(BATCH_POINTS, nodes - start);
      nodeColours(size, start, points, in);
      function.map(in, out, points);
      System.arraycopy(out, 0, values, start * 3, points * 3);
    }
    return new Lattice(values, size);
  }

  private static void nodeColours(int size, int start, int points, float[] colours) {
    float step = size - 1;
    for (int p = 0; p < points; p++) {
      int node = start + p;
      int r = node % size;
      int g = node / size % size;
      int b = node / (size * size);
      colours[p * 3] = r / step;
      colours[p * 3 + 1] = g / step;
      colours[p * 3 + 2] = b / step;
    }
  }

  /**
   * Every second node, or every fourth and so on, until there are at most so many along an axis:
   * the same map at fewer places. This lattice itself if it is small enough, or if its size does
   * not allow it.
   */
  public Lattice thinned(int maxSize) {
    int step = 1;
    while ((size - 1) / step + 1 > maxSize && (size - 1) % (2 * step) == 0) {
      step *= 2;
    }
    if (step == 1) {
      return this;
    }
    int thin = (size - 1) / step + 1;
    float[] values = new float[thin * thin * thin * 3];
    for (int node = 0; node < thin * thin * thin; node++) {
      int r = node % thin * step;
      int g = node / thin % thin * step;
      int b = node / (thin * thin) * step;
      System.arraycopy(rgb, (r + (g + b * size) * size) * 3, values, node * 3, 3);
    }
    return new Lattice(values, thin);
  }

  /**
   * The largest difference of a channel between this map and another lattice's, anywhere in the
   * cube, in units of full scale. It is exact where the other lattice is this one {@link #thinned}:
   * both are linear on this lattice's tetrahedra, so that they are furthest apart at a node.
   *
   * @param limit what is of interest; a larger difference need not be the largest, since the search
   *     ends there
   */
  public double largestDifference(Lattice other, double limit) {
    int nodes = size * size * size;
    float[] colours = new float[Math.min(BATCH_POINTS, nodes) * 3];
    float[] theirs = new float[colours.length];
    double largest = 0;
    for (int start = 0; start < nodes && largest <= limit; start += BATCH_POINTS) {
      int points = Math.min(BATCH_POINTS, nodes - start);
      nodeColours(size, start, points, colours);
      other.map(colours, theirs, points);
      for (int i = 0; i < points * 3; i++) {
        largest = Math.max(largest, Math.abs(theirs[i] - rgb[start * 3 + i]));
      }
    }
    return largest;
  }

  @Override
  public void map(byte[] row, int from, int pixels, int channels) {
    packed().map(row, from, pixels, channels);
  }

  @Override
  public void map(short[] row, int from, int pixels, int channels) {
    wide().map(row, from, pixels, channels);
  }

  /**
   * Memory that the lattice takes together with its form for 8-bit pixels; one that meets 16-bit
   * pixels takes two fifths more.
   */
  @Override
  public long bytes() {
    return (long) size * size * size * (3 * Float.BYTES + Long.BYTES);
  }

  /** Nodes along one axis. */
  public int size() {
    return size;
  }

  /** A copy of the values, {@code float[size^3 * 3]}, r fastest, interleaved. */
  public float[] toArray() {
    return rgb.clone();
  }

  /** The values without a copy of them, read-only, r fastest, interleaved. */
  public FloatBuffer values() {
    return FloatBuffer.wrap(rgb).asReadOnlyBuffer();
  }

  /** The values themselves, for the interpolators of this package, which do not change them. */
  float[] array() {
    return rgb;
  }

  /** This lattice made for 8-bit pixels; made once, since a map may serve many photos. */
  public PackedLattice packed() {
    PackedLattice made = packed;
    if (made == null) {
      made = new PackedLattice(this);
      packed = made;
    }
    return made;
  }

  /** This lattice made for 16-bit pixels; made once, when such a photo comes. */
  public WideLattice wide() {
    WideLattice made = wide;
    if (made == null) {
      made = new WideLattice(this);
      wide = made;
    }
    return made;
  }

  /** Whether no value leaves 0..1. */
  boolean isInside() {
    for (float value : rgb) {
      if (value < 0 || value > 1) {
        return false;
      }
    }
    return true;
  }

  /** Interpolates between the nodes; colours outside 0..1 are clamped to it first. */
  @Override
  public void map(float[] colours, float[] out, int points) {
    TetrahedralInterpolator.worthwhile(points).map(this, colours, out, points);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lattice lattice
        && lattice.size == size
        && Arrays.equals(lattice.rgb, rgb);
  }

  @Override
  public int hashCode() {
    return 31 * size + Arrays.hashCode(rgb);
  }

  @Override
  public String toString() {
    return "Lattice[" + size + "^3]";
  }

  private static void checkSize(int size) {
    if (size < 2 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "the size of a lattice must be from 2 to %d, not %d".formatted(MAX_SIZE, size));
    }
  }
}
