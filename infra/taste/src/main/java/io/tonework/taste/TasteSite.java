package io.tonework.taste;

import io.tonework.contracts.FeedbackReason;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.TasteAttribute;
import io.tonework.contracts.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * One additive Gaussian site: a verdict says that the user's ideal of an attribute lies near a
 * position.
 *
 * @param attribute the attribute
 * @param weight precision, in units of one bare acceptance (the variance of that is {@code (30
 *     slider units)²})
 * @param position where the ideal seems to be, in hundredths of a slider unit, -10,000..10,000
 */
public record TasteSite(TasteAttribute attribute, int weight, int position) {
  /** Liking a photo, or leaving a slider alone while moving others, says little. */
  static final int ACCEPTED = 1;

  /** A reason tells the direction but not how far. */
  static final int REASON = 6;

  /** The user's own edit shows the very place. */
  static final int EDITED = 25;

  /** How far a reason moves the ideal, in slider units. */
  static final int REASON_STEP = 12;

  private static final int HUNDREDTHS = 100;

  /** Precision times position: what sums up over sites. */
  public long shift() {
    return (long) weight * position;
  }

  /**
   * What a verdict says. For each attribute the strongest signal counts: the user's edit of its
   * slider, else the reasons that name it, else acceptance (bare, or by an edit that leaves it
   * alone) at the offset that was applied. A rejection without a reason or an edit says nothing of
   * a position. Edits of sliders that express no taste are skipped.
   */
  public static List<TasteSite> of(FeedbackReceived feedback) {
    List<TasteSite> sites = new ArrayList<>();
    for (TasteAttribute attribute : TasteAttribute.values()) {
      double applied = feedback.applied().get(attribute.slider());
      double edit = feedback.edit().get(attribute.slider());
      List<FeedbackReason> reasons =
          feedback.reasons().stream().filter(it -> it.attribute() == attribute).toList();
      if (edit != 0) {
        sites.add(at(attribute, EDITED, applied + edit));
      } else if (!reasons.isEmpty()) {
        reasons.forEach(
            it -> sites.add(at(attribute, REASON, applied + REASON_STEP * it.direction())));
      } else if (feedback.verdict() == Verdict.ACCEPTED || !feedback.edit().isNone()) {
        sites.add(at(attribute, ACCEPTED, applied));
      }
    }
    return sites;
  }

  private static TasteSite at(TasteAttribute attribute, int weight, double position) {
    double inRange = Math.clamp(position, -Sliders.LIMIT, Sliders.LIMIT);
    return new TasteSite(attribute, weight, (int) Math.round(inRange * HUNDREDTHS));
  }
}
