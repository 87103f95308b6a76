package io.tonework.models.language;

import io.tonework.contracts.Latents;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.GraphRole;
import io.tonework.models.bundle.LanguageSpec;
import io.tonework.models.decoding.Answer;
import io.tonework.models.grammar.Grammar;
import io.tonework.models.onnx.GraphSession;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.onnx.Tensor;
import io.tonework.models.planner.Outputs;
import io.tonework.models.text.Phrasebook;
import io.tonework.models.text.PlanText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The head graph of a bundle: the states that the decoder left at its retouch tokens to an edit.
 * Thread-safe; owns a native session.
 */
final class Head implements AutoCloseable {
  private final Bundle bundle;
  private final LanguageSpec spec;
  private final Phrasebook words;
  private final GraphSession graph;
  private final boolean readsPlan;

  Head(Bundle bundle, LanguageSpec spec, Phrasebook words) {
    this.bundle = bundle;
    this.spec = spec;
    this.words = words;
    // three rows of numbers: the trip to a GPU would take longer than the work
    this.graph = GraphSession.open(bundle, GraphRole.HEAD, SessionSettings.SINGLE_THREAD);
    this.readsPlan = bundle.inputs(GraphRole.HEAD).contains(Vision.PLAN);
  }

  /**
   * An answer with its edit.
   *
   * @param plan what the eye alone would set; empty when it has not seen the photo
   */
  Draft draft(Answer answer, float[] plan) {
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put("hidden", Tensor.of(answer.hidden(), 1, 3, spec.decoder().width()));
    if (readsPlan) {
      int sliders = Slider.values().length;
      // of a photo that the prompt does not show the eye plans nothing
      inputs.put(Vision.PLAN, Tensor.of(plan.length == 0 ? new float[sliders] : plan, 1, sliders));
    }
    Map<String, Tensor> outputs = graph.run(inputs);
    List<Draft.Statement> statements = new ArrayList<>();
    for (int i = 0; i < answer.path().size(); i++) {
      Grammar.Edge edge = answer.path().get(i);
      if (!edge.claims().isEmpty()) {
        statements.add(
            new Draft.Statement(
                i, edge.id(), edge.claims(), PlanText.partAt(answer.ids(), i, spec)));
      }
    }
    return new Draft(
        answer.ids(),
        statements,
        PlanText.of(answer.ids(), spec, words),
        Latents.of(bundle.latentSize(), Outputs.row(outputs, "latents", 0)),
        outputs.containsKey("sliders")
            ? Sliders.fromNormalised(Outputs.row(outputs, "sliders", 0))
            : Sliders.none());
  }

  @Override
  public void close() {
    graph.close();
  }
}
