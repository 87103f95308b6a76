package io.tonework.planner.plan;

import io.tonework.contracts.Latents;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.models.language.Draft;
import io.tonework.planner.claims.Claim;
import io.tonework.planner.measures.Observation;
import io.tonework.planner.wishes.ToldWish;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Looks at what a plan makes of the photo and, where a wish that its text names does not show, adds
 * the wish's own move to its sliders: the rethinking of PerTouch (arXiv 2511.12998), by measures in
 * place of a second model.
 *
 * <p>Stateless, thread-safe and deterministic.
 *
 * @param encode the latents of sliders
 */
record Rethinking(Function<Sliders, Latents> encode) {
  /** How often is looked again; what does not show then stays as it is. */
  static final int MOST_ROUNDS = 4;

  /** Most that one round adds, in moves of the strength that was asked for. */
  static final double MOST_MOVES = 2;

  /**
   * The least that must show, in the smallest changes that deserve a word: even "a little" shows
   * (1.05), a plain wish shows plainly (1.5).
   */
  private static final double LEAST_OF_ANY = 0.6;

  private static final double LEAST_BY_STRENGTH = 0.9;

  /**
   * A plan, thought over.
   *
   * @param draft the same instance as was given when every wish shows
   * @param outcome what it does to the photo
   */
  record Rethought(Draft draft, Observation.Outcome outcome) {}

  /**
   * Thinks a plan over.
   *
   * @param draft what was written
   * @param asked the wishes; looks among them are left alone
   * @param finished what latents do to the photo
   */
  Rethought rethink(
      Draft draft, List<ToldWish> asked, Function<Latents, Observation.Outcome> finished) {
    Draft current = draft;
    Observation.Outcome outcome = finished.apply(draft.latents());
    for (int round = 0; round < MOST_ROUNDS; round++) {
      Sliders sliders = furtherBy(current.sliders(), asked, outcome);
      if (sliders.equals(current.sliders())) {
        break;
      }
      current = current.with(sliders, encode.apply(sliders));
      outcome = finished.apply(current.latents());
    }
    return new Rethought(current, outcome);
  }

  private static Sliders furtherBy(
      Sliders from, List<ToldWish> asked, Observation.Outcome outcome) {
    float[] values = from.toNormalised();
    boolean moved = false;
    for (ToldWish wish : asked) {
      double moves = missing(wish, outcome);
      if (moves > 0) {
        moved = true;
        wish.move()
            .moved()
            .forEach((slider, value) -> add(values, slider, value * wish.strength() * moves));
      }
    }
    return moved ? Sliders.fromNormalised(values) : from;
  }

  private static void add(float[] values, Slider slider, double units) {
    values[slider.ordinal()] += (float) (units / Sliders.LIMIT);
  }

  /**
   * How many moves are added: the part of the least change that is not there, 0 when it shows. The
   * least grows with the strength, and is worth a word even for "a little".
   */
  private static double missing(ToldWish wish, Observation.Outcome outcome) {
    Claim claim = wish.claim();
    if (claim == null) {
      return 0;
    }
    double least = claim.aspect().slight() * (LEAST_OF_ANY + LEAST_BY_STRENGTH * wish.strength());
    OptionalDouble progress = outcome.progress(claim);
    return progress.isEmpty() || progress.getAsDouble() >= least
        ? 0
        : Math.min(MOST_MOVES, (least - progress.getAsDouble()) / least);
  }
}
