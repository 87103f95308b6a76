package io.tonework.planner.plan;

import io.tonework.contracts.Mode;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Sliders;
import io.tonework.models.language.WriteRequest;
import io.tonework.planner.model.PlanModels;
import io.tonework.planner.model.PlanWriter;
import io.tonework.planner.wishes.MisreadingCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the request, when the bundle writes plans for it. */
record ReadInstruction(PlanModels models) implements PlanStep {
  private static final Logger log = LoggerFactory.getLogger(ReadInstruction.class);

  @Override
  public PlanState apply(PlanState state) {
    PlanWriter writer = models.writer();
    RetouchRequest request = state.request();
    if (writer == null || !isWritten(request)) {
      return state;
    }
    MisreadingCheck check = MisreadingCheck.of(writer.wishes(), request.instruction());
    boolean isUnread = check != null && !check.isUnderstood();
    WriteRequest asked =
        isUnread
            ? new WriteRequest(Mode.AUTO, null, Sliders.none(), request.urgency())
            : new WriteRequest(
                request.mode(), request.instruction(), request.sliders(), request.urgency());
    boolean isHeard = asked.instruction() != null && writer.hears(asked);
    if (asked.instruction() != null && !isHeard) {
      log.atWarn()
          .addKeyValue("photoId", state.photo().photoId())
          .addKeyValue("mode", request.mode().jsonName())
          .addKeyValue("bundle", models.ref().name())
          .log("the bundle's prompt has no place for an instruction in this mode; it is not heard");
    }
    return state.with(new Instruction(asked, isHeard ? check : null, isHeard, isUnread));
  }

  /** True when the writer must be asked: it decides, or it reads the sliders. */
  private boolean isWritten(RetouchRequest request) {
    return switch (request.mode()) {
      case AUTO, STYLE -> true;
      case PARAM -> !models.encodesSliders();
      case REFERENCE -> false;
    };
  }
}
