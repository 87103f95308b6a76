package io.tonework.imaging.colour;

import io.tonework.imaging.fault.CorruptImage;
import java.util.List;

/** From chromaticities to a matrix (SMPTE RP 177), adapted to D50 by Bradford (ICC.1:2022, E). */
final class Primaries {
  private static final double[] BRADFORD = {
    0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296
  };
  private static final double[] D50 = {0.9642, 1, 0.8249};

  private Primaries() {}

  /**
   * Linear RGB to XYZ under D50, {@code double[9]} row by row, white at Y = 1.
   *
   * @param xy white, red, green, blue
   * @throws CorruptImage if they span no space
   */
  static double[] toXyzD50(List<Double> xy) {
    double[] columns = new double[9];
    for (int c = 0; c < 3; c++) {
      double[] primary = xyz(xy.get(2 + c * 2), xy.get(3 + c * 2));
      for (int row = 0; row < 3; row++) {
        columns[row * 3 + c] = primary[row];
      }
    }
    double[] white = xyz(xy.get(0), xy.get(1));
    double[] scale = white.clone();
    Matrix3.apply(Matrix3.inverse(columns), scale);
    for (int i = 0; i < 9; i++) {
      columns[i] *= scale[i % 3];
    }
    return Matrix3.product(adaptation(white), columns);
  }

  private static double[] adaptation(double[] white) {
    double[] from = white.clone();
    double[] to = D50.clone();
    Matrix3.apply(BRADFORD, from);
    Matrix3.apply(BRADFORD, to);
    double[] gains = {to[0] / from[0], 0, 0, 0, to[1] / from[1], 0, 0, 0, to[2] / from[2]};
    return Matrix3.product(Matrix3.inverse(BRADFORD), Matrix3.product(gains, BRADFORD));
  }

  private static double[] xyz(double x, double y) {
    if (!(y > 0)) {
      throw new CorruptImage("a primary of the declared colour has y = " + y);
    }
    return new double[] {x / y, 1, (1 - x - y) / y};
  }
}
