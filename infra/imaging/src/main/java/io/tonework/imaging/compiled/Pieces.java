package io.tonework.imaging.compiled;

import java.util.function.DoubleUnaryOperator;

/** Fits polynomials to the pieces of a curve: at Lobatto's points, which hold both ends. */
final class Pieces {
  private Pieces() {}

  /**
   * Fits {@link MapTables#PIECES} pieces side by side from 0 on.
   *
   * @param width of a piece, in the curve's argument
   * @param unit width of a piece in the argument of the polynomials, which is 0 where a piece
   *     begins
   * @param terms coefficients of a piece, 2 or more
   * @param out written from {@code at} on: the constants of all pieces, then their slopes and so on
   */
  static void fit(
      DoubleUnaryOperator curve, double width, double unit, int terms, float[] out, int at) {
    double[] points = new double[terms];
    for (int i = 0; i < terms; i++) {
      points[i] = 0.5 - 0.5 * StrictMath.cos(Math.PI * i / (terms - 1));
    }
    for (int piece = 0; piece < MapTables.PIECES; piece++) {
      double[] values = new double[terms];
      for (int i = 0; i < terms; i++) {
        values[i] = curve.applyAsDouble(width * (piece + points[i]));
      }
      double[] coefficients = through(points, values);
      double scale = 1;
      for (int k = 0; k < terms; k++, scale /= unit) {
        out[at + k * MapTables.PIECES + piece] = (float) (coefficients[k] * scale);
      }
    }
  }

  /** The polynomial through points, by Newton's divided differences. */
  static double[] through(double[] points, double[] values) {
    int n = points.length;
    double[] divided = values.clone();
    for (int order = 1; order < n; order++) {
      for (int i = n - 1; i >= order; i--) {
        divided[i] = (divided[i] - divided[i - 1]) / (points[i] - points[i - order]);
      }
    }
    double[] powers = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      // powers = powers * (x - points[i]) + divided[i]
      for (int k = n - 1; k > 0; k--) {
        powers[k] = powers[k - 1] - powers[k] * points[i];
      }
      powers[0] = divided[i] - powers[0] * points[i];
    }
    return powers;
  }
}
