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
    boolean up = claim.direction() == Direction.UP;
    return switch (claim.aspect()) {
      case LIGHTNESS -> lightness(claim, how, up);
      case CONTRAST ->
          up
              ? pick(claim, how, "contrast is %s raised", "the tones are spread %s wider")
              : pick(claim, how, "contrast is %s softened", "the tones move %s closer together");
      case SHADOWS ->
          up
              ? pick(claim, how, "shadows are %s opened", "the dark parts are %s lifted")
              : pick(claim, how, "shadows are %s deepened", "the dark parts are %s darkened");
      case HIGHLIGHTS ->
          up
              ? pick(claim, how, "highlights are %s lifted", "the bright parts are %s raised")
              : pick(
                  claim, how, "highlights are %s brought down", "the bright parts are %s lowered");
      case WARMTH ->
          up
              ? pick(claim, how, "the picture turns %s warmer", "colours move %s to the warm side")
              : pick(claim, how, "the picture turns %s cooler", "colours move %s to the cool side");
      case TINT ->
          up
              ? pick(claim, how, "the tint moves %s towards magenta", "it turns %s towards magenta")
              : pick(claim, how, "the tint moves %s towards green", "it turns %s towards green");
      case COLOURFULNESS ->
          up
              ? pick(claim, how, "colours become %s richer", "colourfulness is %s raised")
              : pick(claim, how, "colours become %s calmer", "colourfulness is %s lowered");
      case HUE_COLOURFULNESS -> how + (up ? " richer" : " paler");
      case HUE_LIGHTNESS -> how + (up ? " lighter" : " darker");
      case HUE_TURN -> "turn " + how + " towards " + neighbour(claim).word();
    };
  }

  private String lightness(MeasuredClaim claim, String how, boolean up) {
    String amount = amount(claim);
    if (amount.isEmpty()) {
      return up
          ? pick(claim, how, "the picture is %s brightened", "overall it gets %s brighter")
          : pick(claim, how, "the picture is %s darkened", "overall it gets %s darker");
    }
    return up
        ? pick(
            claim,
            how,
            "exposure is %s raised, the mid-tones by " + amount,
            "the picture is %s brightened, its mid-tones by " + amount)
        : pick(
            claim,
            how,
            "exposure is %s lowered, the mid-tones by " + amount,
            "the picture is %s darkened, its mid-tones by " + amount);
  }

  /** As {@link #brief}, of a part of the plan, to which the whole plan's stops do not belong. */
  String share(MeasuredClaim claim) {
    return new Wording(phrases, 0).brief(claim);
  }

  private String amount(MeasuredClaim claim) {
    boolean agrees = stops * claim.change() > 0 && Math.abs(stops) >= SMALLEST_STOPS;
    return agrees ? Phrases.stops(stops) : "";
  }

  private String pick(MeasuredClaim claim, String how, String... ways) {
    return phrases.pick(claim.aspect().name(), List.of(ways)).formatted(how);
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
    boolean up = claim.direction() == Direction.UP;
    String how =
        switch (claim.size()) {
          case SLIGHT -> "slightly ";
          case CLEAR -> "";
          case STRONG -> "much ";
        };
    return switch (claim.aspect()) {
      case LIGHTNESS -> {
        String amount = amount(claim);
        String word = up ? "brighter" : "darker";
        yield amount.isEmpty() ? how + word : word + " by " + amount;
      }
      case CONTRAST -> how + (up ? "more contrast" : "less contrast");
      case SHADOWS -> how + (up ? "lighter shadows" : "deeper shadows");
      case HIGHLIGHTS -> how + (up ? "brighter highlights" : "softer highlights");
      case WARMTH -> how + (up ? "warmer" : "cooler");
      case TINT -> how + (up ? "more magenta" : "greener");
      case COLOURFULNESS -> how + (up ? "richer colours" : "calmer colours");
      case HUE_COLOURFULNESS -> how + (up ? "richer " : "paler ") + colour(claim).plural();
      case HUE_LIGHTNESS -> how + (up ? "lighter " : "darker ") + colour(claim).plural();
      case HUE_TURN -> colour(claim).plural() + " " + how + "towards " + neighbour(claim).word();
    };
  }
}
