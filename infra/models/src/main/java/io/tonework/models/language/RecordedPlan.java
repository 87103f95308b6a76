package io.tonework.models.language;

import io.tonework.contracts.Priority;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.models.ModelException;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.grammar.GrammarLimits;
import io.tonework.models.manifest.Manifest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A plan that the training recorded in a bundle, to be written again by this runtime: the proof
 * that a bundle means the same here and there. Immutable.
 */
public final class RecordedPlan {
  private final Bundle bundle;
  private final Manifest.PlanSpec spec;

  private RecordedPlan(Bundle bundle, Manifest.PlanSpec spec) {
    this.bundle = bundle;
    this.spec = spec;
  }

  /** The plans of a bundle; none when it records none. */
  public static List<RecordedPlan> of(Bundle bundle) {
    List<Manifest.PlanSpec> plans = bundle.manifest().plans();
    return plans == null
        ? List.of()
        : plans.stream().map(plan -> new RecordedPlan(bundle, plan)).toList();
  }

  /** How the plan is asked for. */
  public WriteRequest request() {
    return new WriteRequest(spec.mode(), spec.instruction(), sliders(), Priority.INTERACTIVE);
  }

  private Sliders sliders() {
    Map<Slider, Double> values = new EnumMap<>(Slider.class);
    if (spec.sliders() != null) {
      spec.sliders()
          .forEach((name, value) -> values.put(Slider.byCrsName(name).orElseThrow(), value * 100));
    }
    return Sliders.of(values);
  }

  /** What was measured on the photo. */
  public GrammarLimits limits() {
    return new GrammarLimits(
        spec.facts() == null ? Set.of() : new HashSet<>(spec.facts()), Set.of());
  }

  /** Looks at the recorded photo; null when the plan was made without one. */
  public @Nullable Seen look(LanguagePlanner planner) throws InterruptedException {
    return spec.pixels() == null || !planner.showsPhoto(request())
        ? null
        : planner.look(ModelInput.ofPlanes(floats(spec.pixels())));
  }

  /**
   * Writes the plan and compares it.
   *
   * @param planner of the same bundle
   * @throws ModelException when a graph cannot be run
   */
  public Replay replay(LanguagePlanner planner) throws InterruptedException {
    Draft draft = planner.write(request(), look(planner), limits(), List.of());
    float[] expected = floats(spec.latents());
    float[] latents = draft.latents().toArray();
    if (latents.length != expected.length) {
      throw new BundleException(
          bundle.location(),
          spec.latents(),
          "holds " + expected.length + " values, the plan's latents " + latents.length);
    }
    float farthest = 0;
    for (int i = 0; i < expected.length; i++) {
      farthest = Math.max(farthest, Math.abs(latents[i] - expected[i]));
    }
    return new Replay(spec.ids(), spec.text(), draft, farthest);
  }

  private float[] floats(String file) {
    ByteBuffer bytes = ByteBuffer.wrap(bundle.file(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  @Override
  public String toString() {
    return bundle.ref().name()
        + " "
        + spec.mode().jsonName()
        + (spec.instruction() == null ? "" : " \"" + spec.instruction() + "\"");
  }

  /**
   * The plan as it was recorded beside the one that was written now.
   *
   * @param ids every token as recorded
   * @param text as recorded
   * @param draft as written now
   * @param farthestLatent the largest difference of a latent's value
   */
  public record Replay(List<Integer> ids, String text, Draft draft, float farthestLatent) {
    /** Copies the list. */
    public Replay {
      ids = List.copyOf(ids);
    }

    /** True when every token and every letter is the same. */
    public boolean isSameText() {
      return ids.equals(draft.ids()) && text.equals(draft.text().whole());
    }
  }
}
