package io.tonework.planner.measures;

import io.tonework.contracts.SliderGroup;
import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.HueBand;
import io.tonework.planner.claims.MeasuredClaim;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a plan does to a photo, as a whole and group by group.
 *
 * @param total from the original to the finished photo
 * @param light what the light latent does
 * @param global what the global colour latent does after it
 * @param specific what the specific colour latent does after those
 * @param taste what the user's taste does at the end
 * @param greyWarmth how much warmer (b*) the whole plan makes neutral greys
 * @param greyTint how much more magenta (a*) it makes them
 * @param stages the plan
 */
public record Effects(
    Change total,
    Change light,
    Change global,
    Change specific,
    Change taste,
    double greyWarmth,
    double greyTint,
    PlanStages stages) {
  private static final float[] GREYS = {0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f};

  /** A grey that moves less keeps its balance. */
  static final double STILL_GREY = 0.7;

  public boolean isActive(SliderGroup group) {
    return stages.active().contains(group);
  }

  Change of(SliderGroup group) {
    return switch (group) {
      case LIGHT -> light;
      case GLOBAL_COLOUR -> global;
      case SPECIFIC_COLOUR -> specific;
    };
  }

  /**
   * The change of an aspect, if it can be seen in the finished photo and this group, with the
   * taste, is what brings it about: a bluer sky is no cooler white balance.
   */
  public Optional<MeasuredClaim> caused(Aspect aspect, SliderGroup group) {
    double change = total.of(aspect);
    return caused(aspect, null, change, of(group).of(aspect) + taste.of(aspect))
        .filter(_ -> isConfirmed(aspect, change));
  }

  /** The same for one colour, which only the specific group moves by itself. */
  public Optional<MeasuredClaim> caused(Aspect aspect, HueBand hue) {
    return caused(aspect, hue, total.of(hue, aspect), specific.of(hue, aspect));
  }

  private static Optional<MeasuredClaim> caused(
      Aspect aspect, @Nullable HueBand hue, double change, double cause) {
    MeasuredClaim claim = MeasuredClaim.of(aspect, hue, change);
    boolean seen = claim.moves() && change * cause > 0 && Math.abs(cause) >= aspect.slight() / 2;
    return seen ? Optional.of(claim) : Optional.empty();
  }

  /** A second measure of the same thing must agree before a direction is stated. */
  private boolean isConfirmed(Aspect aspect, double change) {
    return switch (aspect) {
      case CONTRAST -> change * total.deviation() > 0;
      case WARMTH -> change * greyWarmth > 0;
      case TINT -> change * greyTint > 0;
      default -> true;
    };
  }

  /** True when not one of the aspects changes visibly. */
  public boolean areSame(Set<Aspect> aspects) {
    return aspects.stream().noneMatch(aspect -> MeasuredClaim.of(aspect, total.of(aspect)).moves());
  }

  /** True when neutral greys stay neutral and the picture as a whole is as warm as before. */
  public boolean keepsWhiteBalance() {
    return Math.hypot(greyWarmth, greyTint) < STILL_GREY
        && areSame(Set.of(Aspect.WARMTH, Aspect.TINT));
  }

  /** Runs a plan over a photo, group upon group, and measures. */
  public static Effects of(Observation photo, PlanStages stages) {
    float[] places = photo.places();
    Pixels original = photo.original();
    // a masked group changes nothing, and the renderer is what a plan costs
    Pixels light =
        stages.active().contains(SliderGroup.LIGHT)
            ? Places.after(stages.light(), places)
            : original;
    Pixels global =
        stages.active().contains(SliderGroup.GLOBAL_COLOUR)
            ? Places.after(stages.lightAndGlobal(), places)
            : light;
    Pixels all =
        stages.active().contains(SliderGroup.SPECIFIC_COLOUR)
            ? Places.after(stages.all(), places)
            : global;
    Pixels finished = stages.hasTaste() ? Places.after(stages.withTaste(), places) : all;
    Pixels greys = Places.after(stages.withTaste(), greys());
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
}
