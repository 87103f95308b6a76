package io.tonework.imaging.colour;

import io.tonework.imaging.fault.CorruptImage;

/** Three by three matrices, {@code double[9]} row by row. */
final class Matrix3 {
  private Matrix3() {}

  static double[] product(double[] a, double[] b) {
    double[] c = new double[9];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 3; column++) {
        for (int k = 0; k < 3; k++) {
          c[row * 3 + column] += a[row * 3 + k] * b[k * 3 + column];
        }
      }
    }
    return c;
  }

  static double[] inverse(double[] m) {
    double c0 = m[4] * m[8] - m[5] * m[7];
    double c1 = m[5] * m[6] - m[3] * m[8];
    double c2 = m[3] * m[7] - m[4] * m[6];
    double determinant = m[0] * c0 + m[1] * c1 + m[2] * c2;
    if (Math.abs(determinant) < 1e-9) {
      throw new CorruptImage("the profile's primaries lie on one line");
    }
    double[] inverse = {
      c0, m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
      c1, m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
      c2, m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]
    };
    for (int i = 0; i < 9; i++) {
      inverse[i] /= determinant;
    }
    return inverse;
  }

  static void apply(double[] m, double[] v) {
    double x = v[0];
    double y = v[1];
    double z = v[2];
    v[0] = m[0] * x + m[1] * y + m[2] * z;
    v[1] = m[3] * x + m[4] * y + m[5] * z;
    v[2] = m[6] * x + m[7] * y + m[8] * z;
  }
}
