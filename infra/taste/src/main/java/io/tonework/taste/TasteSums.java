package io.tonework.taste;

import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.TasteAttribute;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sums of a user's sites by scene and attribute, and what follows from them. Immutable; the
 * order in which sites were added does not show.
 *
 * <p>The model: the user has an ideal offset {@code m ~ N(0, 1/USER_PRIOR)} for an attribute, and
 * each scene its own {@code t_s ~ N(m, 1/SCENE_PRIOR)}; a site of weight w at y is an observation
 * {@code y ~ N(t_s, 1/w)}. With W_s the sum of w and H_s the sum of w·y of a scene, integrating t_s
 * out leaves each scene an observation of m with precision {@code q_s = W_s·SCENE_PRIOR / (W_s +
 * SCENE_PRIOR)}, so
 *
 * <pre>
 *   E[m]   = Σ q_s·(H_s / W_s) / (USER_PRIOR + Σ q_s)
 *   E[t_s] = (H_s + SCENE_PRIOR·E[m]) / (W_s + SCENE_PRIOR)
 * </pre>
 *
 * A user without verdicts gets 0, a scene without verdicts E[m], and a scene with many its own
 * mean.
 */
public final class TasteSums {
  /** Largest offset of a slider, so that a taste never takes over a plan. */
  public static final double MAX_OFFSET = 40;

  /** How strongly a user is held to no offset, in acceptances: a deviation of 15 slider units. */
  private static final double USER_PRIOR = 4;

  /** How strongly a scene is held to the user's mean: a deviation of 10 slider units. */
  private static final double SCENE_PRIOR = 9;

  private static final double HUNDREDTHS = 100;

  private record Sum(long weight, long shift) {
    static final Sum NONE = new Sum(0, 0);

    Sum plus(Sum other) {
      return new Sum(weight + other.weight, shift + other.shift);
    }
  }

  private final long verdicts;

  /** Sorted: the last bits of a sum of doubles depend on the order of its terms. */
  private final SortedMap<String, Map<TasteAttribute, Sum>> byScene;

  private TasteSums(long verdicts, SortedMap<String, Map<TasteAttribute, Sum>> byScene) {
    this.verdicts = verdicts;
    this.byScene = byScene;
  }

  /** Collects sums; for one thread, and for one {@link #build}. */
  public static final class Builder {
    private final SortedMap<String, Map<TasteAttribute, Sum>> byScene = new TreeMap<>();

    /**
     * Adds sites of one scene and attribute.
     *
     * @param weight sum of the sites' weights
     * @param shift sum of the sites' {@link TasteSite#shift}
     */
    public Builder add(String scene, TasteAttribute attribute, long weight, long shift) {
      byScene
          .computeIfAbsent(scene, _ -> new EnumMap<>(TasteAttribute.class))
          .merge(attribute, new Sum(weight, shift), Sum::plus);
      return this;
    }

    /** The sums, learned from that many verdicts. */
    public TasteSums build(long verdicts) {
      return new TasteSums(verdicts, byScene);
    }
  }

  /** The offset for that scene, and how many verdicts it was learned from. */
  public TasteView view(String scene) {
    return verdicts == 0 ? TasteView.NONE : new TasteView(verdicts, forScene(scene));
  }

  /** The offsets for every scene that was judged, and the one for all others. */
  public TasteProfile profile() {
    SortedMap<String, Sliders> scenes = new TreeMap<>();
    byScene.keySet().forEach(scene -> scenes.put(scene, forScene(scene)));
    return new TasteProfile(verdicts, general(), scenes);
  }

  private Sliders general() {
    Map<Slider, Double> offset = new EnumMap<>(Slider.class);
    for (TasteAttribute attribute : TasteAttribute.values()) {
      offset.put(attribute.slider(), bounded(userMean(attribute)));
    }
    return Sliders.of(offset);
  }

  private Sliders forScene(String scene) {
    Map<TasteAttribute, Sum> sums = byScene.getOrDefault(scene, Map.of());
    Map<Slider, Double> offset = new EnumMap<>(Slider.class);
    for (TasteAttribute attribute : TasteAttribute.values()) {
      Sum sum = sums.getOrDefault(attribute, Sum.NONE);
      double mean =
          (sum.shift() + SCENE_PRIOR * userMean(attribute)) / (sum.weight() + SCENE_PRIOR);
      offset.put(attribute.slider(), bounded(mean));
    }
    return Sliders.of(offset);
  }

  /** In hundredths of a slider unit. */
  private double userMean(TasteAttribute attribute) {
    double precision = USER_PRIOR;
    double shift = 0;
    for (Map<TasteAttribute, Sum> scene : byScene.values()) {
      Sum sum = scene.getOrDefault(attribute, Sum.NONE);
      if (sum.weight() > 0) {
        double seen = sum.weight() * SCENE_PRIOR / (sum.weight() + SCENE_PRIOR);
        precision += seen;
        shift += seen * sum.shift() / sum.weight();
      }
    }
    return shift / precision;
  }

  private static double bounded(double hundredths) {
    // a tenth of a slider unit is below what an eye can tell
    double rounded = Math.round(hundredths / HUNDREDTHS * 10) / 10.0;
    return Math.clamp(rounded, -MAX_OFFSET, MAX_OFFSET);
  }
}
