package io.tonework.planner.plan;

import io.tonework.planner.measures.PlanStages;
import io.tonework.planner.model.PlanModels;
import io.tonework.planner.reasoning.Account;
import io.tonework.planner.reasoning.LookNote;
import io.tonework.planner.reasoning.Reasoner;

/**
 * Says what the plan does and why: in the writer's words as far as they are true, else measured.
 */
record ExplainPlan(PlanModels models) implements PlanStep {
  /** Said of a request in another language, or in none. */
  static final String NOT_UNDERSTOOD =
      "The request could not be understood, which is read in English only;"
          + " the photo is retouched without it.";

  @Override
  public PlanState apply(PlanState state) {
    Account account = account(state);
    Instruction instruction = state.instruction();
    if (instruction != null && instruction.isUnread()) {
      account = account.adding(NOT_UNDERSTOOD);
    }
    return state.with(LookNote.in(account, state.request().look()));
  }

  private Account account(PlanState state) {
    PlanStages stages = new ColourStages(models).of(state.edit().latents(), state.taste());
    String seed = state.photo().photoId();
    PlanInWords.Written words = state.words();
    return words == null
        ? new Reasoner().explain(state.seen(), state.look().sight(), stages, seed)
        : new Reasoner()
            .retell(
                state.seen(), state.look().sight(), words.telling(), words.outcome(), stages, seed);
  }
}
