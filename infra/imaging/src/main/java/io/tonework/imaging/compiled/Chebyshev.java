package io.tonework.imaging.compiled;

/** Sums of Chebyshev polynomials on -1..1. */
final class Chebyshev {
  private Chebyshev() {}

  /** The sum by Clenshaw's recurrence. */
  static double sum(double[] coefficients, double x) {
    double ahead = 0;
    double here = 0;
    for (int k = coefficients.length - 1; k > 0; k--) {
      double next = coefficients[k] + 2 * x * here - ahead;
      ahead = here;
      here = next;
    }
    return coefficients.length == 0 ? 0 : coefficients[0] + x * here - ahead;
  }

  /** The coefficients of the same sum over the powers of x. */
  static double[] powers(double[] coefficients) {
    int n = coefficients.length;
    double[] sum = new double[n];
    double[] before = new double[n];
    double[] polynomial = new double[n];
    for (int k = 0; k < n; k++) {
      double[] next = new double[n];
      if (k == 0) {
        next[0] = 1;
      } else {
        for (int j = 1; j <= k; j++) {
          next[j] = (k == 1 ? 1 : 2) * polynomial[j - 1];
        }
        for (int j = 0; k > 1 && j < n; j++) {
          next[j] -= before[j];
        }
      }
      before = polynomial;
      polynomial = next;
      for (int j = 0; j < n; j++) {
        sum[j] += coefficients[k] * polynomial[j];
      }
    }
    return sum;
  }
}
