package io.tonework.standalone.preset;

import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.RgbFunction;
import java.util.function.Function;

/**
 * Finds the 38 sliders whose map comes closest to another map: Levenberg-Marquardt on CIELAB
 * differences over a coarse lattice, with differences for derivatives and the sliders held inside
 * -1..1. Deterministic. Not thread-safe.
 */
final class SliderFit {
  private static final int SAMPLE_SIZE = 12;
  private static final int MAX_STEPS = 10;
  private static final double DIFFERENCE = 0.04;
  private static final double ENOUGH = 1e-3;

  /** Keeps sliders where they were that the map does not depend on. */
  private static final double RIDGE = 1e-2;

  private final Function<Sliders, RgbFunction> maps;
  private final float[] colours = Lattice.identity(SAMPLE_SIZE).toArray();
  private final double[] target;

  /**
   * A fit to a target.
   *
   * @param maps the colour map of sliders
   */
  SliderFit(Function<Sliders, RgbFunction> maps, RgbFunction target) {
    this.maps = maps;
    this.target = FitError.lab(target, colours);
  }

  /** The best sliders found from there. */
  Sliders from(Sliders start) {
    float[] at = start.toNormalised();
    double[] residual = residual(at);
    double cost = squares(residual);
    double damping = 1e-2;
    for (int step = 0; step < MAX_STEPS; step++) {
      double[][] jacobian = jacobian(at, residual);
      boolean better = false;
      double before = cost;
      for (int attempt = 0; attempt < 5 && !better; attempt++) {
        float[] next = moved(at, NormalEquations.solve(jacobian, residual, damping, RIDGE));
        double[] nextResidual = residual(next);
        double nextCost = squares(nextResidual);
        better = nextCost < cost;
        if (better) {
          at = next;
          residual = nextResidual;
          cost = nextCost;
        }
        damping = better ? damping / 3 : damping * 6;
      }
      if (!better || before - cost < ENOUGH * before) {
        break;
      }
    }
    return Sliders.fromNormalised(at);
  }

  private double[] residual(float[] sliders) {
    double[] lab = FitError.lab(maps.apply(Sliders.fromNormalised(sliders)), colours);
    for (int i = 0; i < lab.length; i++) {
      lab[i] -= target[i];
    }
    return lab;
  }

  /** {@code double[38][residuals]}: a row for each slider, differenced towards the inside. */
  private double[][] jacobian(float[] at, double[] residual) {
    double[][] jacobian = new double[Slider.COUNT][];
    for (int s = 0; s < Slider.COUNT; s++) {
      double step = at[s] > 0 ? -DIFFERENCE : DIFFERENCE;
      float[] aside = at.clone();
      aside[s] += (float) step;
      double[] row = residual(aside);
      for (int i = 0; i < row.length; i++) {
        row[i] = (row[i] - residual[i]) / step;
      }
      jacobian[s] = row;
    }
    return jacobian;
  }

  private static float[] moved(float[] at, double[] step) {
    float[] next = new float[at.length];
    for (int s = 0; s < at.length; s++) {
      next[s] = (float) Math.clamp(at[s] - step[s], -1, 1);
    }
    return next;
  }

  private static double squares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }
}
