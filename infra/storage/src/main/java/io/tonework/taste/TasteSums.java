package io.tonework.taste;

import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.TasteAttribute;
import io.tonework.storage.redis.ViewKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The sums of a user's sites by scene and attribute, and what follows from them.
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
  static final double MAX_OFFSET = 40;

  /** How strongly a user is held to no offset, in acceptances: a deviation of 15 slider units. */
  private static final double USER_PRIOR = 4;

  /** How strongly a scene is held to the user's mean: a deviation of 10 slider units. */
  private static final double SCENE_PRIOR = 9;

  private static final double HUNDREDTHS = 100;
  private static final String WEIGHT = "#weight";
  private static final String SHIFT = "#shift";
  private static final String VERDICTS = "#verdicts";

  private record Sum(long weight, long shift) {}

  private final long verdicts;
  private final Map<String, Map<TasteAttribute, Sum>> byScene;

  private TasteSums(long verdicts, Map<String, Map<TasteAttribute, Sum>> byScene) {
    this.verdicts = verdicts;
    this.byScene = byScene;
  }

  /** The field prefix of a site in Redis. */
  public static String field(String scene, TasteAttribute attribute) {
    return attribute.name() + "@" + ViewKey.part(scene);
  }

  /** Reads the hash that fold-verdict.lua writes. */
  public static TasteSums read(Map<String, String> hash) {
    Map<String, Map<TasteAttribute, Sum>> byScene = new HashMap<>();
    hash.forEach((field, weight) -> {
      if (field.endsWith(WEIGHT)) {
        String name = field.substring(0, field.length() - WEIGHT.length());
        int at = name.indexOf('@');
        String scene = URLDecoder.decode(name.substring(at + 1), StandardCharsets.UTF_8);
        long shift = Long.parseLong(hash.getOrDefault(name + SHIFT, "0"));
        byScene
            .computeIfAbsent(scene, _ -> new EnumMap<>(TasteAttribute.class))
            .put(
                TasteAttribute.valueOf(name.substring(0, at)),
                new Sum(Long.parseLong(weight), shift));
      }
    });
    return new TasteSums(Long.parseLong(hash.getOrDefault(VERDICTS, "0")), byScene);
  }

  /** How many verdicts were folded. */
  public long verdicts() {
    return verdicts;
  }

  /** The offset for a scene that was never judged. */
  Sliders general() {
    Map<Slider, Double> offset = new EnumMap<>(Slider.class);
    for (TasteAttribute attribute : TasteAttribute.values()) {
      offset.put(attribute.slider(), bounded(userMean(attribute)));
    }
    return Sliders.of(offset);
  }

  /** The offset for that scene. */
  public Sliders forScene(String scene) {
    Map<TasteAttribute, Sum> sums = byScene.getOrDefault(scene, Map.of());
    Map<Slider, Double> offset = new EnumMap<>(Slider.class);
    for (TasteAttribute attribute : TasteAttribute.values()) {
      Sum sum = sums.getOrDefault(attribute, new Sum(0, 0));
      double mean =
          (sum.shift() + SCENE_PRIOR * userMean(attribute)) / (sum.weight() + SCENE_PRIOR);
      offset.put(attribute.slider(), bounded(mean));
    }
    return Sliders.of(offset);
  }

  public TasteProfile profile() {
    SortedMap<String, Sliders> scenes = new TreeMap<>();
    byScene.keySet().forEach(scene -> scenes.put(scene, forScene(scene)));
    return new TasteProfile(verdicts, general(), scenes);
  }

  /** In hundredths of a slider unit. */
  private double userMean(TasteAttribute attribute) {
    double precision = USER_PRIOR;
    double shift = 0;
    // in a fixed order: the sum of doubles must not depend on the map's
    for (String scene : new TreeMap<>(byScene).keySet()) {
      Sum sum = byScene.getOrDefault(scene, Map.of()).getOrDefault(attribute, new Sum(0, 0));
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
