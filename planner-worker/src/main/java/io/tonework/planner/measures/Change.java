package io.tonework.planner.measures;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.HueBand;
import io.tonework.planner.claims.MeasuredClaim;
import io.tonework.planner.claims.Subject;
import io.tonework.planner.tables.Numbers;
import java.util.EnumMap;
import java.util.Map;

/**
 * What differs between two steps of a plan, place by place.
 *
 * @param values by aspect of the whole picture
 * @param stops median change of luminance in the mid-tones, in stops
 * @param deviation change of the standard deviation of L*
 * @param hues by colour: its own aspects, over the pixels that had that colour in the original
 */
public record Change(
    Map<Aspect, Double> values,
    double stops,
    double deviation,
    Map<HueBand, Map<Aspect, Double>> hues) {

  private static final double TURNING_CHROMA = Numbers.of("turning_chroma");

  public double of(Aspect aspect) {
    return values.getOrDefault(aspect, 0.0);
  }

  /** What changes of a subject. */
  public MeasuredClaim of(Subject subject) {
    HueBand hue = subject.hue();
    Aspect aspect = subject.aspect();
    return MeasuredClaim.of(aspect, hue, hue == null ? of(aspect) : of(hue, aspect));
  }

  public double of(HueBand hue, Aspect aspect) {
    return hues.getOrDefault(hue, Map.of()).getOrDefault(aspect, 0.0);
  }

  /**
   * Measures.
   *
   * @param original the untouched photo, which says which pixels are shadows or green
   * @param before one step
   * @param after another step
   */
  static Change between(Pixels original, Pixels before, Pixels after) {
    Tones tones = Tones.of(original);
    Tones tonesBefore = Tones.of(before);
    Tones tonesAfter = Tones.of(after);
    double dark = tones.percentile(Numbers.of("dark_share"));
    double bright = tones.percentile(1 - Numbers.of("bright_share"));
    Mean lightness = new Mean();
    Mean shadows = new Mean();
    Mean highlights = new Mean();
    Mean a = new Mean();
    Mean b = new Mean();
    Mean chroma = new Mean();
    for (int i = 0; i < original.count(); i++) {
      double up = after.lightness(i) - before.lightness(i);
      lightness.add(up);
      if (original.lightness(i) <= dark) {
        shadows.add(up);
      }
      if (original.lightness(i) >= bright) {
        highlights.add(up);
      }
      a.add(after.a(i) - before.a(i));
      b.add(after.b(i) - before.b(i));
      chroma.add(after.chroma(i) - before.chroma(i));
    }
    EnumMap<Aspect, Double> values = new EnumMap<>(Aspect.class);
    values.put(Aspect.LIGHTNESS, lightness.value());
    values.put(Aspect.CONTRAST, tonesAfter.spread() - tonesBefore.spread());
    values.put(Aspect.SHADOWS, shadows.value());
    values.put(Aspect.HIGHLIGHTS, highlights.value());
    values.put(Aspect.TINT, a.value());
    values.put(Aspect.WARMTH, b.value());
    values.put(Aspect.COLOURFULNESS, chroma.value());
    return new Change(
        values,
        Stops.between(before, after),
        tonesAfter.deviation() - tonesBefore.deviation(),
        hues(original, before, after));
  }

  private static Map<HueBand, Map<Aspect, Double>> hues(
      Pixels original, Pixels before, Pixels after) {
    EnumMap<HueBand, EnumMap<Aspect, Mean>> means = new EnumMap<>(HueBand.class);
    for (int i = 0; i < original.count(); i++) {
      if (original.isColoured(i)) {
        EnumMap<Aspect, Mean> ofHue =
            means.computeIfAbsent(
                HueBand.ofDegrees(original.hueDegrees(i)), _ -> new EnumMap<>(Aspect.class));
        add(ofHue, Aspect.HUE_LIGHTNESS, after.lightness(i) - before.lightness(i));
        add(ofHue, Aspect.HUE_COLOURFULNESS, after.chroma(i) - before.chroma(i));
        if (before.chroma(i) > TURNING_CHROMA && after.chroma(i) > TURNING_CHROMA) {
          double turn = HueBand.turn(before.hueDegrees(i), after.hueDegrees(i));
          add(ofHue, Aspect.HUE_TURN, turn);
        }
      }
    }
    EnumMap<HueBand, Map<Aspect, Double>> hues = new EnumMap<>(HueBand.class);
    means.forEach((hue, ofHue) -> {
      EnumMap<Aspect, Double> values = new EnumMap<>(Aspect.class);
      ofHue.forEach((aspect, mean) -> values.put(aspect, mean.value()));
      hues.put(hue, values);
    });
    return hues;
  }

  private static void add(Map<Aspect, Mean> means, Aspect aspect, double value) {
    means.computeIfAbsent(aspect, _ -> new Mean()).add(value);
  }

  /** A running mean; 0 of nothing. */
  private static final class Mean {
    private double sum;
    private int count;

    void add(double value) {
      sum += value;
      count++;
    }

    double value() {
      return count == 0 ? 0 : sum / count;
    }
  }
}
