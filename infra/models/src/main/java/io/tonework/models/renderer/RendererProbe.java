package io.tonework.models.renderer;

import io.tonework.contracts.Latents;
import io.tonework.imaging.lattice.RgbFunction;
import java.util.Random;
import java.util.function.Function;

/**
 * Whether two renderers are the same, as far as some colours of some latents tell: the stages that
 * a bundle declares, and its graph.
 */
final class RendererProbe {
  private static final int PLANS = 4;
  private static final int COLOURS = 256;

  /** Deviation of latents by group, about that of plans with many sliders. */
  private static final double[] SPREAD = {0.1, 0.12, 0.3};

  /**
   * Largest and mean difference of a channel that fitting may leave: latents at random bend curves
   * more sharply than those of plans.
   */
  private static final double MOST = 4 / 255.0;

  private static final double MEAN = 0.1 / 255;

  private RendererProbe() {}

  /** True when both give the same colours, within four levels and a tenth of one on average. */
  static boolean agree(
      int latentSize, Function<Latents, RgbFunction> one, Function<Latents, RgbFunction> other) {
    Random random = new Random(245);
    float[] colours = new float[COLOURS * 3];
    for (int i = 0; i < colours.length; i++) {
      // the corners of the cube first
      colours[i] = i < 24 ? ((i / 3) >> (i % 3)) & 1 : random.nextFloat();
    }
    float[] first = new float[colours.length];
    float[] second = new float[colours.length];
    double sum = 0;
    for (int plan = 0; plan < PLANS; plan++) {
      float[] values = new float[3 * latentSize];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (random.nextGaussian() * SPREAD[i / latentSize]);
      }
      Latents latents = Latents.of(latentSize, values);
      one.apply(latents).map(colours, first, COLOURS);
      other.apply(latents).map(colours, second, COLOURS);
      for (int i = 0; i < first.length; i++) {
        double difference = Math.abs(first[i] - second[i]);
        if (!(difference <= MOST)) {
          return false;
        }
        sum += difference;
      }
    }
    return sum / (PLANS * first.length) <= MEAN;
  }
}
