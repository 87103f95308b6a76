package io.tonework.planner.reasoning;

import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import java.util.EnumMap;
import java.util.Random;

/** Slider sets as people send them: some of the 38, small and large. */
final class RandomSliders {
  private RandomSliders() {}

  static Sliders of(long seed) {
    return of(seed, 0.3);
  }

  /** Only two or three sliders, so that much is left alone. */
  static Sliders sparse(long seed) {
    return of(seed, 0.05);
  }

  private static Sliders of(long seed, double share) {
    Random random = new Random(seed * 31 + 7);
    EnumMap<Slider, Double> values = new EnumMap<>(Slider.class);
    for (Slider slider : Slider.values()) {
      if (random.nextDouble() < share) {
        values.put(slider, Math.clamp(35 * random.nextGaussian(), -100.0, 100.0));
      }
    }
    return Sliders.of(values);
  }
}
