package io.tonework.planner.plan;

import io.tonework.contracts.Priority;
import io.tonework.contracts.RetouchRequest;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.planner.AutoResult;
import io.tonework.models.planner.PlannerModel;
import io.tonework.planner.model.PlanModels;
import java.util.Objects;

/** Decides without a word, where no writer is asked. */
record DecideEdit(PlanModels models, Thumbnails thumbnails) implements PlanStep {
  @Override
  public PlanState apply(PlanState state) {
    return state.instruction() == null ? state.with(edit(state)) : state;
  }

  private Edit edit(PlanState state) {
    RetouchRequest request = state.request();
    return switch (request.mode()) {
      case AUTO -> {
        AutoResult result = Objects.requireNonNull(state.look().decided());
        yield new Edit(result.sliders(), result.latents());
      }
      case PARAM -> new Edit(request.sliders(), models.encode(request.sliders()));
      case REFERENCE -> carried(state);
      case STYLE -> throw new IllegalStateException("style mode was let through without a writer");
    };
  }

  private Edit carried(PlanState state) {
    ReferencePhotos reference = state.reference();
    if (reference == null) {
      throw new IllegalArgumentException("reference mode needs the photos of its reference");
    }
    Manifest.InputSpec pair = models.pair();
    Priority urgency = state.photo().urgency();
    byte[] before = reference.before();
    PlannerModel.Carried carried =
        models.carry(
            ModelInput.from(
                before == null ? state.thumbnail() : thumbnails.of(before, pair, urgency), pair),
            ModelInput.from(thumbnails.of(reference.after(), pair, urgency), pair));
    return new Edit(carried.sliders(), carried.latents());
  }
}
