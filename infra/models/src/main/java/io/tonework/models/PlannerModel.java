package io.tonework.models;

import io.tonework.contracts.Latents;
import io.tonework.contracts.Mode;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The graphs of a bundle that decide: photo to edit (auto mode) and sliders to latents (param
 * mode).
 *
 * <p>Thread-safe. Owns native sessions; {@link #close} waits for running calls and frees them.
 */
public final class PlannerModel implements AutoCloseable {
  private final Bundle bundle;
  private final @Nullable GraphSession auto;
  private final @Nullable GraphSession params;

  private PlannerModel(Bundle bundle, @Nullable GraphSession auto, @Nullable GraphSession params) {
    this.bundle = bundle;
    this.auto = auto;
    this.params = params;
  }

  /**
   * Opens the graphs of the bundle's modes.
   *
   * @throws BundleException when a graph is not what the manifest says
   */
  public static PlannerModel open(Bundle bundle, SessionSettings settings) {
    GraphSession auto =
        bundle.modes().contains(Mode.AUTO)
            ? GraphSession.open(bundle, GraphRole.AUTO, settings)
            : null;
    try {
      // 38 numbers to three vectors: the trip to a GPU would take longer than the work
      GraphSession params =
          bundle.modes().contains(Mode.PARAM)
              ? GraphSession.open(bundle, GraphRole.PARAMS, SessionSettings.SINGLE_THREAD)
              : null;
      return new PlannerModel(bundle, auto, params);
    } catch (BundleException e) {
      if (auto != null) {
        auto.close();
      }
      throw e;
    }
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
    int rows = session.provider() == ExecutionProvider.CUDA ? bucket(batch.size()) : batch.size();
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
              Sliders.fromNormalised(row(outputs, "sliders", i)),
              Latents.of(bundle.latentSize(), row(outputs, "latents", i)),
              tags(bundle.manifest().scenes(), row(outputs, "scene", i)),
              tags(bundle.manifest().content(), row(outputs, "content", i))));
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
        row(session.run(Map.of("sliders", Tensor.of(sliders.toNormalised(), 1, 38))), "latents", 0);
    int size = bundle.latentSize();
    for (SliderGroup group : SliderGroup.values()) {
      if (!sliders.moves(group)) {
        Arrays.fill(latents, group.ordinal() * size, (group.ordinal() + 1) * size, 0f);
      }
    }
    return Latents.of(size, latents);
  }

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

  /** The next power of two: a GPU session keeps memory for every shape that it has seen. */
  private static int bucket(int size) {
    return size == 1 ? 1 : Integer.highestOneBit(size - 1) * 2;
  }

  private float[] row(Map<String, Tensor> outputs, String name, int i) {
    Tensor tensor = outputs.get(name);
    if (tensor == null) {
      throw new ModelException(bundle.ref().name() + " gave no output '" + name + "'", null);
    }
    float[] row = tensor.row(i);
    for (float value : row) {
      if (!Float.isFinite(value)) {
        throw new ModelException(
            bundle.ref().name() + " gave " + value + " in output '" + name + "'", null);
      }
    }
    return row;
  }

  private static List<Tag> tags(List<String> names, float[] probabilities) {
    List<Tag> tags = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      tags.add(new Tag(names.get(i), probabilities[i]));
    }
    tags.sort(Comparator.comparingDouble(Tag::probability).reversed());
    return tags;
  }

  @Override
  public void close() {
    if (auto != null) {
      auto.close();
    }
    if (params != null) {
      params.close();
    }
  }
}
