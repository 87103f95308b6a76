package io.tonework.imaging;

import java.util.BitSet;

/**
 * A lattice, and how well it stands for the map it was built from.
 *
 * @param lattice the lattice
 * @param maxError largest error of a channel that was found, in units of full scale (1/255 is one
 *     8-bit level): over a sample of the whole cube, and around the worst colours of that sample
 * @param meanError mean error of a channel over the sample of the whole cube, in the same units
 */
public record LatticeFit(Lattice lattice, double maxError, double meanError) {
  /** One 8-bit level. */
  public static final double ONE_LEVEL = 1 / 255.0;

  /**
   * What to ask for where a picture shall be within {@link #ONE_LEVEL}: between the colours that
   * are measured the error may be larger. See ADR 0101.
   */
  public static final double DEFAULT_TOLERANCE = ONE_LEVEL / 3;

  /**
   * Builds the coarsest lattice of {@link Lattice#COARSE_SIZE} and its doubles up to {@link
   * Lattice#FINEST_SIZE} that is not off by more than the tolerance, as far as can be told: cells
   * are refined where the lattice is curved, then wherever measuring finds an error above the
   * tolerance. The result depends on the map and the tolerance alone.
   *
   * @param tolerance largest error in units of full scale, such as {@link #DEFAULT_TOLERANCE}
   */
  public static LatticeFit of(RgbFunction function, double tolerance) {
    LatticeGrowth growth = new LatticeGrowth(function, Lattice.COARSE_SIZE);
    LatticeErrors errors = new LatticeErrors(function);
    while (growth.size() < Lattice.FINEST_SIZE) {
      BitSet cells = growth.curvedCells(tolerance);
      if (cells.isEmpty()) {
        LatticeFit fit = errors.measure(growth.lattice());
        if (fit.maxError <= tolerance) {
          return fit;
        }
        cells = errors.cellsBeyond(tolerance, growth);
      }
      growth.refine(cells);
    }
    LatticeFit fit = errors.measure(growth.lattice());
    while (fit.maxError > tolerance && growth.sharpen(errors.cellsBeyond(tolerance, growth))) {
      fit = errors.measure(growth.lattice());
    }
    return fit;
  }

  /** Measures how far a lattice is from a map. */
  public static LatticeFit measure(Lattice lattice, RgbFunction function) {
    return new LatticeErrors(function).measure(lattice);
  }
}
