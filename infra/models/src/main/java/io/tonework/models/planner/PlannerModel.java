package io.tonework.models.planner;

import io.tonework.contracts.Latents;
import io.tonework.contracts.Mode;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import io.tonework.models.ModeUnavailableException;
import io.tonework.models.ModelException;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.bundle.GraphRole;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.onnx.Buckets;
import io.tonework.models.onnx.ExecutionProvider;
import io.tonework.models.onnx.GraphSession;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.onnx.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The graphs of a bundle that decide without words: photo to edit (auto mode of format 1), sliders
 * to latents (param mode) and another photo's edit to latents (reference mode).
 *
 * <p>Thread-safe. Owns native sessions; {@link #close} waits for running calls and frees them.
 */
public final class PlannerModel implements AutoCloseable {
  private final Bundle bundle;
  private final @Nullable GraphSession auto;
  private final @Nullable GraphSession params;
  private final ReentrantLock referenceLock = new ReentrantLock();
  private @Nullable GraphSession reference;
  private boolean closed;

  private PlannerModel(Bundle bundle, @Nullable GraphSession auto, @Nullable GraphSession params) {
    this.bundle = bundle;
    this.auto = auto;
    this.params = params;
  }

  /**
   * Opens the graphs of the bundle's modes; that of reference mode, which is large and seldom asked
   * for, when it is first needed.
   *
   * @throws BundleException when a graph is not what the manifest says
   */
  public static PlannerModel open(Bundle bundle, SessionSettings settings) {
    // 38 numbers, or one small pair: the trip to a GPU would take longer than the work
    SessionSettings here = SessionSettings.SINGLE_THREAD;
    GraphSession auto = null;
    GraphSession params = null;
    try {
      auto = open(bundle, Mode.AUTO, GraphRole.AUTO, settings);
      params = open(bundle, Mode.PARAM, GraphRole.PARAMS, here);
      return new PlannerModel(bundle, auto, params);
    } catch (BundleException e) {
      close(auto);
      close(params);
      throw e;
    }
  }

  /** Null when the bundle lacks the mode, or does it without this graph. */
  private static @Nullable GraphSession open(
      Bundle bundle, Mode mode, GraphRole role, SessionSettings settings) {
    return bundle.modes().contains(mode) && bundle.has(role)
        ? GraphSession.open(bundle, role, settings)
        : null;
  }

  private static void close(@Nullable GraphSession session) {
    if (session != null) {
      session.close();
    }
  }

  /** True when sliders have latents of their own, without a word being written. */
  public boolean encodesSliders() {
    return params != null;
  }

  /** The bundle that was opened. */
  public Bundle bundle() {
    return bundle;
  }

  /** What auto mode runs on; the CPU when the bundle has no auto mode. */
  public ExecutionProvider executionProvider() {
    return auto == null ? ExecutionProvider.CPU : auto.provider();
  }

  /**
   * Looks at photos.
   *
   * @param batch at least one photo, each made for this bundle's input
   * @return one result per photo, in order
   * @throws ModeUnavailableException when the bundle has no auto mode
   * @throws ModelException when the graph cannot be run
   */
  public List<AutoResult> auto(List<ModelInput> batch) {
    GraphSession session = session(auto, Mode.AUTO);
    Manifest.InputSpec input = bundle.manifest().input();
    int rows = Buckets.rows(batch.size(), session.provider());
    int rowLength = 3 * input.width() * input.height();
    float[] pixels = new float[rows * rowLength];
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).copyTo(pixels, i * rowLength, rowLength);
    }
    Map<String, Tensor> outputs =
        session.run(Map.of("pixels", Tensor.of(pixels, rows, 3, input.height(), input.width())));
    List<AutoResult> results = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      results.add(
          new AutoResult(
              Sliders.fromNormalised(Outputs.row(outputs, "sliders", i)),
              Latents.of(bundle.latentSize(), Outputs.row(outputs, "latents", i)),
              Outputs.tags(bundle.manifest().scenes(), Outputs.row(outputs, "scene", i)),
              Outputs.tags(bundle.manifest().content(), Outputs.row(outputs, "content", i))));
    }
    return results;
  }

  /**
   * The latents of sliders. The latent of a group whose sliders are all 0 is 0 too, so that the
   * group does nothing at all.
   *
   * @throws ModeUnavailableException when the bundle has no param mode
   * @throws ModelException when the graph cannot be run
   */
  public Latents params(Sliders sliders) {
    GraphSession session = session(params, Mode.PARAM);
    float[] latents =
        Outputs.row(
            session.run(Map.of("sliders", Tensor.of(sliders.toNormalised(), 1, 38))), "latents", 0);
    return masked(Latents.of(bundle.latentSize(), latents), sliders);
  }

  /** The latents with those of the groups set to 0 whose sliders are all 0. */
  public static Latents masked(Latents latents, Sliders sliders) {
    int size = latents.size();
    float[] values = latents.toArray();
    for (SliderGroup group : SliderGroup.values()) {
      if (!sliders.moves(group)) {
        Arrays.fill(values, group.ordinal() * size, (group.ordinal() + 1) * size, 0f);
      }
    }
    return Latents.of(size, values);
  }

  /**
   * The edit of another photo.
   *
   * @param before that photo before its edit, as {@code pair} in the manifest wants it
   * @param after and after it
   * @throws ModeUnavailableException when the bundle has no reference mode
   * @throws BundleException when the graph is not what the manifest says
   * @throws ModelException when the graph cannot be run
   */
  public Carried reference(ModelInput before, ModelInput after) {
    GraphSession session = session(referenceGraph(), Mode.REFERENCE);
    Manifest.InputSpec pair = Objects.requireNonNull(bundle.manifest().pair());
    int length = 3 * pair.width() * pair.height();
    float[] values = new float[2 * length];
    before.copyTo(values, 0, length);
    after.copyTo(values, length, length);
    Map<String, Tensor> outputs =
        session.run(Map.of("pair", Tensor.of(values, 1, 6, pair.height(), pair.width())));
    return new Carried(
        Latents.of(bundle.latentSize(), Outputs.row(outputs, "latents", 0)),
        outputs.containsKey("sliders")
            ? Sliders.fromNormalised(Outputs.row(outputs, "sliders", 0))
            : Sliders.none());
  }

  /**
   * An edit that was carried over.
   *
   * @param latents the edit
   * @param sliders the same as sliders; none when the bundle does not think in sliders
   */
  public record Carried(Latents latents, Sliders sliders) {}

  /**
   * Runs every graph with every batch shape that will occur, so that the first photo pays for no
   * allocation or kernel choice.
   *
   * @param maxBatch the largest batch that {@link #auto} will be given
   */
  public void warmUp(int maxBatch) {
    if (params != null) {
      params(Sliders.none());
    }
    if (auto != null) {
      ModelInput grey = ModelInput.grey(bundle.manifest().input());
      for (int size = 1; size < maxBatch; size *= 2) {
        auto(Collections.nCopies(size, grey));
      }
      auto(Collections.nCopies(maxBatch, grey));
    }
  }

  private GraphSession session(@Nullable GraphSession session, Mode mode) {
    if (session == null) {
      throw new ModeUnavailableException(bundle.ref(), mode, bundle.modes());
    }
    return session;
  }

  /** Null when the bundle lacks the mode, or does it without this graph. */
  private @Nullable GraphSession referenceGraph() {
    referenceLock.lock();
    try {
      if (closed) {
        throw new ModelException("the planner of " + bundle.ref().name() + " is closed", null);
      }
      if (reference == null) {
        reference =
            open(bundle, Mode.REFERENCE, GraphRole.REFERENCE, SessionSettings.SINGLE_THREAD);
      }
      return reference;
    } finally {
      referenceLock.unlock();
    }
  }

  @Override
  public void close() {
    close(auto);
    close(params);
    referenceLock.lock();
    try {
      closed = true;
      close(reference);
    } finally {
      referenceLock.unlock();
    }
  }
}
