package io.tonework.planner.plan;

import io.tonework.contracts.Mode;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.models.eye.ModelInput;
import io.tonework.planner.model.PlanModels;
import io.tonework.planner.model.PlanWriter;

/**
 * Has the photo looked at: by the writer where there is one, else by the model that also decides.
 * In modes that decide without a look it only finds the words for what is in the picture.
 */
record LookAtPhoto(PlanModels models) implements PlanStep {
  @Override
  public PlanState apply(PlanState state) throws InterruptedException {
    Instruction instruction = state.instruction();
    PlanWriter writer = models.writer();
    if (writer != null) {
      return instruction == null || writer.showsPhoto(instruction.request())
          ? state.with(Look.of(writer.look(input(state.thumbnail()))))
          : state;
    }
    return models.has(Mode.AUTO)
        ? state.with(Look.of(models.decide(input(state.thumbnail()))))
        : state;
  }

  private ModelInput input(RgbImage thumbnail) {
    return ModelInput.from(thumbnail, models.input());
  }
}
