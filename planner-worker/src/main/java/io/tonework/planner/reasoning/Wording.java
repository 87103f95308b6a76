package io.tonework.planner.reasoning;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.Direction;
import io.tonework.planner.claims.HueBand;
import io.tonework.planner.claims.MeasuredClaim;
import java.util.ArrayList;
import java.util.List;

/** Claims in words: a clause for the reasoning, a few words for the summary. */
final class Wording {
  /** Fewer stops are not worth a figure. */
  private static final double SMALLEST_STOPS = 0.15;

  private final Phrases phrases;
  private final double stops;

  /**
   * @param stops what the mid-tones gain over the whole plan
   */
  Wording(Phrases phrases, double stops) {
    this.phrases = phrases;
    this.stops = stops;
  }

  /** Such as {@code shadows are clearly opened}. */
  String clause(MeasuredClaim claim) {
    String how = claim.size().word();
    return switch (claim.aspect()) {
      case LIGHTNESS -> lightness(claim, how);
      case CONTRAST, SHADOWS, HIGHLIGHTS, WARMTH, TINT, COLOURFULNESS ->
          pick(claim, how, words(claim).ways());
      case HUE_COLOURFULNESS, HUE_LIGHTNESS -> how + " " + words(claim).changed();
      case HUE_TURN -> "turn " + how + " towards " + neighbour(claim).word();
    };
  }

  private static ClauseWords words(MeasuredClaim claim) {
    return ClauseWords.of(claim.aspect(), claim.direction());
  }

  private String lightness(MeasuredClaim claim, String how) {
    String amount = amount(claim);
    if (amount.isEmpty()) {
      return pick(claim, how, words(claim).ways());
    }
    return pick(
        claim,
        how,
        List.of(
            "exposure is %s "
                + (claim.direction() == Direction.UP ? "raised" : "lowered")
                + ", the mid-tones by "
                + amount,
            words(claim).ways().getFirst() + ", its mid-tones by " + amount));
  }

  /** As {@link #brief}, of a part of the plan, to which the whole plan's stops do not belong. */
  String share(MeasuredClaim claim) {
    return new Wording(phrases, 0).brief(claim);
  }

  private String amount(MeasuredClaim claim) {
    boolean agrees = stops * claim.change() > 0 && Math.abs(stops) >= SMALLEST_STOPS;
    return agrees ? Phrases.stops(stops) : "";
  }

  private String pick(MeasuredClaim claim, String how, List<String> ways) {
    return phrases.pick(claim.aspect().name(), ways).formatted(how);
  }

  /** All that happens to one colour, such as {@code greens become slightly paler}. */
  String clause(HueBand hue, List<MeasuredClaim> claims) {
    List<String> becomes =
        claims.stream()
            .filter(claim -> claim.aspect() != Aspect.HUE_TURN)
            .map(this::clause)
            .toList();
    List<String> verbs = new ArrayList<>();
    if (!becomes.isEmpty()) {
      verbs.add("become " + Phrases.list(becomes));
    }
    claims.stream()
        .filter(claim -> claim.aspect() == Aspect.HUE_TURN)
        .map(this::clause)
        .forEach(verbs::add);
    return hue.plural() + " " + Phrases.list(verbs);
  }

  private static HueBand neighbour(MeasuredClaim claim) {
    return colour(claim).neighbour(claim.direction());
  }

  private static HueBand colour(MeasuredClaim claim) {
    HueBand hue = claim.hue();
    if (hue == null) {
      throw new IllegalArgumentException("a claim of " + claim.aspect() + " must name its colour");
    }
    return hue;
  }

  /** Such as {@code slightly warmer}, for the summary. */
  String brief(MeasuredClaim claim) {
    String size = claim.size().brief();
    String how = size.isEmpty() ? "" : size + " ";
    return switch (claim.aspect()) {
      case LIGHTNESS -> {
        String amount = amount(claim);
        String word = words(claim).brief();
        yield amount.isEmpty() ? how + word : word + " by " + amount;
      }
      case CONTRAST, SHADOWS, HIGHLIGHTS, WARMTH, TINT, COLOURFULNESS -> how + words(claim).brief();
      case HUE_COLOURFULNESS, HUE_LIGHTNESS ->
          how + words(claim).brief() + " " + colour(claim).plural();
      case HUE_TURN -> colour(claim).plural() + " " + how + "towards " + neighbour(claim).word();
    };
  }
}
