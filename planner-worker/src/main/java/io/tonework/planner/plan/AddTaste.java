package io.tonework.planner.plan;

import io.tonework.contracts.Mode;
import io.tonework.contracts.TasteOffset;
import io.tonework.planner.model.PlanModels;
import io.tonework.taste.TasteView;

/** Asks for the user's taste. It belongs to auto mode: who sends sliders gets those sliders. */
record AddTaste(PlanModels models, TasteReader reader) implements PlanStep {
  @Override
  public PlanState apply(PlanState state) {
    String user = state.photo().user();
    if (user == null || state.request().mode() != Mode.AUTO || !models.encodesSliders()) {
      return state;
    }
    TasteView view = reader.read(state.photo().tenant(), user, state.look().scene());
    boolean isNothing = view.version() == 0 || view.offset().isNone();
    return state.with(
        new Taste(
            view,
            isNothing
                ? null
                : new TasteOffset(view.version(), view.offset(), models.encode(view.offset()))));
  }
}
