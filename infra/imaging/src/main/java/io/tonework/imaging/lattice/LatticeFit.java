package io.tonework.imaging.lattice;

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

  /** Error of a map without outliers: its largest is at most so many times its mean. */
  private static final double EVEN = 12;

  /**
   * Builds the coarsest lattice of {@link Lattice#COARSE_SIZE} and its doubles up to {@link
   * Lattice#FINEST_SIZE} that is not off by more than the tolerance, as far as can be told: cells
   * are refined where the lattice is curved, then wherever measuring finds an error above the
   * tolerance. The result depends on the map and the tolerance alone.
   *
   * <p>Where errors are spread evenly, as with a network of many rectifiers, what is measured
   * leaves no larger error out, and refining would not end before the finest lattice: such a map
   * keeps {@link Lattice#DEFAULT_SIZE} if that is within three times the tolerance, and within
   * three tenths of it on average. See ADR 0101.
   *
   * @param tolerance largest error in units of full scale, such as {@link #DEFAULT_TOLERANCE}
   */
  public static LatticeFit of(RgbFunction function, double tolerance) {
    LatticeGrowth growth = new LatticeGrowth(function, Lattice.COARSE_SIZE);
    LatticeErrors errors = new LatticeErrors(function);
    while (growth.size() < Lattice.FINEST_SIZE) {
      BitSet cells = growth.curvedCells(tolerance);
      if (cells.isEmpty() || growth.size() == Lattice.DEFAULT_SIZE) {
        LatticeFit fit = errors.measure(growth.lattice());
        if (cells.isEmpty() ? fit.maxError <= tolerance : fit.isEvenWithin(tolerance)) {
          return fit;
        }
      }
      growth.refine(cells.isEmpty() ? errors.cellsBeyond(tolerance, growth) : cells);
    }
    LatticeFit fit = errors.measure(growth.lattice());
    while (fit.maxError > tolerance && growth.sharpen(errors.cellsBeyond(tolerance, growth))) {
      fit = errors.measure(growth.lattice());
    }
    return fit;
  }

  private boolean isEvenWithin(double tolerance) {
    return maxError <= 3 * tolerance
        && meanError <= 0.3 * tolerance
        && maxError <= EVEN * meanError;
  }
}
