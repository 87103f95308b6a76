package io.tonework.planner.model;

import io.tonework.models.eye.ModelInput;
import io.tonework.models.grammar.GrammarLimits;
import io.tonework.models.language.Draft;
import io.tonework.models.language.Seen;
import io.tonework.models.language.WriteRequest;
import io.tonework.planner.wishes.WishPhrases;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The model that looks at photos and writes plans: a port. Implementations are thread-safe. */
public interface PlanWriter {
  /** True when the prompt for such a request shows the photo, so that it must be looked at. */
  boolean showsPhoto(WriteRequest request);

  /** True when the instruction has a place in the prompt. */
  boolean hears(WriteRequest request);

  /**
   * Looks at a photo.
   *
   * @throws io.tonework.models.ModelException when the model cannot be run
   * @throws io.tonework.models.RequestDroppedException when there is too much to do
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  Seen look(ModelInput photo) throws InterruptedException;

  /**
   * Writes a plan.
   *
   * @param seen the photo; null when the prompt does not show it
   * @param limits what the text may not say
   * @param beginning tokens of an earlier draft that stay
   * @throws io.tonework.models.GenerationException when no well-formed plan can be written
   * @throws io.tonework.models.ModelException when the model cannot be run
   * @throws io.tonework.models.RequestDroppedException when it was not written in time
   * @throws InterruptedException when the thread is interrupted, which takes the plan out
   */
  Draft write(
      WriteRequest request, @Nullable Seen seen, GrammarLimits limits, List<Integer> beginning)
      throws InterruptedException;

  /**
   * How many of these tokens a plan within tighter limits can begin with.
   *
   * @throws io.tonework.models.GenerationException when no plan is left
   */
  int usable(List<Integer> ids, GrammarLimits limits);

  /** True when a grammar says what may be written and what it claims; else the text is free. */
  boolean hasGrammar();

  /** How its plans tell wishes. */
  WishPhrases wishes();
}
