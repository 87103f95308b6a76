package io.tonework.planner.plan;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.Latents;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.models.GenerationException;
import io.tonework.models.grammar.GrammarLimits;
import io.tonework.models.language.Draft;
import io.tonework.models.language.Seen;
import io.tonework.models.language.WriteRequest;
import io.tonework.planner.claims.Claim;
import io.tonework.planner.measures.Observation;
import io.tonework.planner.model.PlanWriter;
import io.tonework.planner.reasoning.Telling;
import io.tonework.planner.wishes.MisreadingCheck;
import io.tonework.planner.wishes.ToldWish;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Has a plan written, puts right what it misread ({@link MisreadingCheck}), has it thought over
 * where a wish does not show ({@link Rethinking}), and holds every statement of it against the
 * pixels. A false one is forbidden and the text is written anew from there, at most {@value
 * #MOST_REVISIONS} times; what is false still is marked, so that the measured sentence takes its
 * place. Thread-safe.
 */
final class PlanInWords {
  static final int MOST_REVISIONS = 3;

  private final PlanWriter writer;
  private final @Nullable MisreadingCheck check;
  private final @Nullable Rethinking rethinking;
  private final MeterRegistry registry;

  /**
   * Of these parts.
   *
   * @param check null when nothing is known of the request but what the decoder reads
   * @param rethinking null when the edit stays as it was written, whatever the wish
   */
  PlanInWords(
      PlanWriter writer,
      @Nullable MisreadingCheck check,
      @Nullable Rethinking rethinking,
      MeterRegistry registry) {
    this.writer = writer;
    this.check = check;
    this.rethinking = rethinking;
    this.registry = registry;
  }

  /**
   * A plan in words.
   *
   * @param draft the text and the edit
   * @param telling which of the text may stand
   * @param outcome what the edit does to the photo
   */
  record Written(Draft draft, Telling telling, Observation.Outcome outcome) {}

  /**
   * Writes a plan.
   *
   * @param seen the photo; null when the prompt does not show it
   * @param facts what holds of it
   * @param finished the colour map of latents, the taste included
   */
  Written write(
      WriteRequest request,
      @Nullable Seen seen,
      Observation photo,
      Set<String> facts,
      Function<Latents, RgbFunction> finished)
      throws InterruptedException {
    GrammarLimits limits = new GrammarLimits(facts, Set.of());
    Function<Latents, Observation.Outcome> outcomes =
        latents -> photo.after(finished.apply(latents));
    Draft written = writer.write(request, seen, limits, List.of());
    Optional<MisreadingCheck.Correction> corrected =
        check == null ? Optional.empty() : check.correct(written, limits);
    if (corrected.isPresent()) {
      PlannerMetric.MISREAD.count(registry);
      limits = corrected.get().limits();
      written = writer.write(request, seen, limits, corrected.get().beginning());
    }
    List<ToldWish> asked = asked(written, corrected);
    Rethinking.Rethought rethought = rethink(written, asked, outcomes);
    Draft draft = rethought.draft();
    Observation.Outcome outcome = rethought.outcome();
    List<Draft.Statement> wrong = wrong(draft, outcome);
    for (int revision = 0; revision < MOST_REVISIONS && !wrong.isEmpty(); revision++) {
      limits =
          limits.closing(wrong.stream().map(Draft.Statement::edge).collect(Collectors.toSet()));
      int kept;
      try {
        kept = writer.usable(draft.ids(), limits);
      } catch (GenerationException e) {
        // without these statements nothing can be said at all: the text stays, they do not
        break;
      }
      PlannerMetric.STATEMENTS.count(registry, "revised", wrong.size());
      written = writer.write(request, seen, limits, draft.ids().subList(0, kept));
      rethought = rethink(written, asked, outcomes);
      draft = rethought.draft();
      outcome = rethought.outcome();
      wrong = wrong(draft, outcome);
    }
    if (!draft.sliders().equals(written.sliders())) {
      PlannerMetric.RETHOUGHT.count(registry);
    }
    PlannerMetric.STATEMENTS.count(registry, "true", draft.statements().size() - wrong.size());
    PlannerMetric.STATEMENTS.count(registry, "replaced", wrong.size());
    return new Written(draft, telling(draft, wrong), outcome);
  }

  /** What is to come true; of a corrected text also what it has no room for. */
  private List<ToldWish> asked(Draft written, Optional<MisreadingCheck.Correction> corrected) {
    return check == null
        ? writer.wishes().moves(written)
        : corrected
            .map(MisreadingCheck.Correction::asked)
            .filter(asked -> !asked.isEmpty())
            .orElseGet(() -> check.asked(writer.wishes().told(written)));
  }

  private Rethinking.Rethought rethink(
      Draft written, List<ToldWish> asked, Function<Latents, Observation.Outcome> outcomes) {
    return rethinking == null
        ? new Rethinking.Rethought(written, outcomes.apply(written.latents()))
        : rethinking.rethink(written, asked, outcomes);
  }

  private static List<Draft.Statement> wrong(Draft draft, Observation.Outcome outcome) {
    return draft.statements().stream()
        .filter(statement -> !outcome.bearsOut(claims(statement)))
        .toList();
  }

  private static List<Claim> claims(Draft.Statement statement) {
    return statement.claims().stream().map(Claim::parse).toList();
  }

  private Telling telling(Draft draft, List<Draft.Statement> wrong) {
    Set<String> unproven = wrong.stream().map(Draft.Statement::part).collect(Collectors.toSet());
    if (!writer.hasGrammar()) {
      // nobody knows what free text states, so it may say what it sees but not what is done
      unproven = new HashSet<>(Set.of("light.plan", "globalColour.plan", "specificColour.plan"));
    }
    Set<String> replaced = unproven;
    return new Telling(
        draft.text().parts(),
        replaced,
        draft.statements().stream()
            .filter(statement -> !replaced.contains(statement.part()))
            .flatMap(statement -> claims(statement).stream())
            .toList());
  }
}
