package io.tonework.imaging.cube;

import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.RgbFunction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A look read from a {@code .cube} file: curves, a table, or curves that lead into a table (a
 * shaper). Its numbers are taken as sRGB-encoded, in and out. Immutable and thread-safe.
 */
public final class CubeLook implements RgbFunction {
  private final @Nullable CubeCurves curves;
  private final @Nullable CubeTable table;
  private final RgbFunction map;

  CubeLook(@Nullable CubeCurves curves, @Nullable CubeTable table) {
    this.curves = curves;
    this.table = table;
    if (curves == null) {
      this.map = table == null ? RgbFunction.IDENTITY : table;
    } else {
      this.map = table == null ? curves : curves.andThen(table);
    }
  }

  /** Applies the look; values that the file holds beyond 0..1 are given as they are. */
  @Override
  public void map(float[] rgb, float[] out, int points) {
    map.map(rgb, out, points);
  }

  /**
   * The look with less of it: a straight mix of each colour with what the look makes of it. The
   * result is clamped to 0..1, so that another map may follow.
   *
   * @param strength 0 leaves colours alone, 1 is the look itself
   */
  public RgbFunction withStrength(double strength) {
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException(
          "the strength of a look must be from 0 to 1, not " + strength);
    }
    float part = (float) strength;
    return (rgb, out, points) -> {
      map(rgb, out, points);
      for (int i = 0; i < points * 3; i++) {
        out[i] = Math.clamp((1 - part) * rgb[i] + part * out[i], 0f, 1f);
      }
    };
  }

  /** The lattice, if the file is nothing but a three-dimensional table over 0..1. */
  public Optional<Lattice> lattice() {
    return curves == null && table != null && table.domain().isUnit()
        ? Optional.of(table.lattice())
        : Optional.empty();
  }

  /** Such as {@code 33^3} or {@code 1024 entries, then 33^3}. */
  @Override
  public String toString() {
    String entries = curves == null ? "" : curves.rgb().length / 3 + " entries";
    if (table == null) {
      return entries;
    }
    int size = table.lattice().size();
    return (entries.isEmpty() ? "" : entries + ", then ") + size + "^3";
  }
}
