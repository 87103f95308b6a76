package io.tonework.planner.reasoning;

import io.tonework.contracts.Reasoning;
import io.tonework.contracts.SliderGroup;
import io.tonework.imaging.RgbFunction;
import io.tonework.imaging.RgbImage;
import java.util.List;
import java.util.stream.Stream;

/**
 * Says what a plan does to a photo and why, after running it over the photo.
 *
 * <p>Stateless and thread-safe; the same photo, plan and seed give the same words.
 */
public final class Reasoner {
  /** Places of the photo that are measured, at most. */
  static final int MOST_PLACES = 4096;

  private static final float[] GREYS = {0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f};

  /**
   * Measures and tells.
   *
   * @param photo the untouched photo, small
   * @param sight what the planner saw in it
   * @param stages the plan
   * @param seed chooses the wording
   */
  public Account explain(RgbImage photo, Sight sight, PlanStages stages, String seed) {
    float[] places = places(photo);
    Pixels original = Pixels.of(places);
    Effects effects = effects(places, original, stages);
    Tones tones = Tones.of(original);
    Colours colours = Colours.of(original);
    Phrases phrases = new Phrases(seed);
    Wording wording = new Wording(phrases, effects.total().stops());
    Section light = new LightSection(effects, tones, phrases, wording).write();
    Section global = new GlobalColourSection(effects, colours, phrases, wording).write();
    Section specific = new SpecificColourSection(effects, colours, phrases, wording).write();
    List<Section> sections = List.of(light, global, specific);
    List<Claim> claims = sections.stream().flatMap(section -> section.claims().stream()).toList();
    List<Issue> issues =
        Stream.of(light, global).flatMap(section -> section.issues().stream()).toList();
    return new Account(
        new Reasoning(
            new ContentSentence(sight, colours, phrases).write(),
            light.finding(),
            global.finding(),
            specific.finding()),
        Summary.of(issues, claims, wording),
        claims);
  }

  private static Effects effects(float[] places, Pixels original, PlanStages stages) {
    // a masked group changes nothing, and the renderer is what a plan costs
    Pixels light =
        stages.active().contains(SliderGroup.LIGHT) ? after(stages.light(), places) : original;
    Pixels global =
        stages.active().contains(SliderGroup.GLOBAL_COLOUR)
            ? after(stages.lightAndGlobal(), places)
            : light;
    Pixels all =
        stages.active().contains(SliderGroup.SPECIFIC_COLOUR)
            ? after(stages.all(), places)
            : global;
    Pixels finished = stages.hasTaste() ? after(stages.withTaste(), places) : all;
    Pixels greys = after(stages.withTaste(), greys());
    return new Effects(
        Change.between(original, original, finished),
        Change.between(original, original, light),
        Change.between(original, light, global),
        Change.between(original, global, all),
        Change.between(original, all, finished),
        mean(greys, 2),
        mean(greys, 1),
        stages);
  }

  private static Pixels after(RgbFunction map, float[] places) {
    float[] out = new float[places.length];
    map.map(places, out, places.length / 3);
    return Pixels.of(out);
  }

  private static float[] greys() {
    float[] rgb = new float[GREYS.length * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = GREYS[i / 3];
    }
    return rgb;
  }

  /** Mean of one of L*, a*, b*; for greys, whose a* and b* are 0, also its change. */
  private static double mean(Pixels pixels, int channel) {
    double sum = 0;
    for (int i = 0; i < pixels.count(); i++) {
      sum += pixels.lab()[i * 3 + channel];
    }
    return sum / pixels.count();
  }

  /** Colours at the points of a regular grid, {@code float[n * 3]}. */
  private static float[] places(RgbImage photo) {
    int step =
        Math.max(
            1, (int) Math.ceil(Math.sqrt((double) photo.width() * photo.height() / MOST_PLACES)));
    int across = (photo.width() + step - 1) / step;
    int down = (photo.height() + step - 1) / step;
    float[] places = new float[across * down * 3];
    int at = 0;
    for (int y = 0; y < photo.height(); y += step) {
      for (int x = 0; x < photo.width(); x += step) {
        int from = (y * photo.width() + x) * 3;
        for (int c = 0; c < 3; c++) {
          places[at++] = (photo.rgb()[from + c] & 0xff) / 255f;
        }
      }
    }
    return places;
  }
}
