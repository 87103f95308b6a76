package io.tonework.standalone.preset;

/** The damped least-squares step of Levenberg and Marquardt, by Cholesky decomposition. */
final class NormalEquations {
  private NormalEquations() {}

  /**
   * Solves {@code (J J' + damping * diag(J J') + ridge * I) x = J r}.
   *
   * @param jacobian {@code double[parameters][residuals]}
   * @param residual {@code double[residuals]}
   * @param damping above 0
   * @param ridge above 0, times the mean of the diagonal: makes the matrix positive definite
   *     whatever the Jacobian
   * @return {@code double[parameters]}
   */
  static double[] solve(double[][] jacobian, double[] residual, double damping, double ridge) {
    int n = jacobian.length;
    double[][] a = new double[n][n];
    double[] x = new double[n];
    double trace = 0;
    for (int i = 0; i < n; i++) {
      x[i] = dot(jacobian[i], residual);
      for (int j = 0; j <= i; j++) {
        a[i][j] = dot(jacobian[i], jacobian[j]);
      }
      trace += a[i][i];
    }
    for (int i = 0; i < n; i++) {
      a[i][i] += damping * a[i][i] + ridge * trace / n + Double.MIN_NORMAL;
    }
    decompose(a);
    substitute(a, x);
    return x;
  }

  /** Replaces the lower triangle by its Cholesky factor. */
  private static void decompose(double[][] a) {
    for (int j = 0; j < a.length; j++) {
      for (int i = j; i < a.length; i++) {
        double sum = a[i][j];
        for (int k = 0; k < j; k++) {
          sum -= a[i][k] * a[j][k];
        }
        a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
      }
    }
  }

  private static void substitute(double[][] a, double[] x) {
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= a[i][k] * x[k];
      }
      x[i] /= a[i][i];
    }
    for (int i = x.length - 1; i >= 0; i--) {
      for (int k = i + 1; k < x.length; k++) {
        x[i] -= a[k][i] * x[k];
      }
      x[i] /= a[i][i];
    }
  }

  private static double dot(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
