package io.tonework.planner.plan;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.Latents;
import io.tonework.contracts.Mode;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Sliders;
import io.tonework.models.planner.PlannerModel;
import io.tonework.planner.model.PlanModels;
import io.tonework.planner.model.PlanWriter;
import org.jspecify.annotations.Nullable;

/** Has the plan written, in words that the pixels bear out, where a writer is asked. */
record WriteEdit(PlanModels models, MeterRegistry registry) implements PlanStep {
  @Override
  public PlanState apply(PlanState state) throws InterruptedException {
    Instruction instruction = state.instruction();
    PlanWriter writer = models.writer();
    if (instruction == null || writer == null) {
      return state;
    }
    RetouchRequest request = state.request();
    PlanInWords.Written written =
        new PlanInWords(writer, instruction.check(), rethinking(instruction), registry)
            .write(
                instruction.request(),
                state.look().features(),
                state.seen(),
                state.seen().facts(state.look().sight(), instruction.isHeard()),
                latents ->
                    new ColourStages(models)
                        .of(decided(request, latents), state.taste())
                        .withTaste());
    Latents latents = decided(request, written.draft().latents());
    Sliders sliders = request.mode() == Mode.PARAM ? request.sliders() : written.draft().sliders();
    return state.with(new Edit(sliders, latents), written);
  }

  /** Who asked for nothing, or for sliders, gets what was decided. */
  private @Nullable Rethinking rethinking(Instruction instruction) {
    return instruction.isHeard() && models.encodesSliders() ? new Rethinking(models::encode) : null;
  }

  /** Who sends sliders moves the groups of those sliders and no other. */
  private static Latents decided(RetouchRequest request, Latents latents) {
    return request.mode() == Mode.PARAM ? PlannerModel.masked(latents, request.sliders()) : latents;
  }
}
