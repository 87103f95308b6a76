package io.tonework.models.renderer;

import io.tonework.contracts.Latents;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.models.ModelException;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.bundle.GraphRole;
import io.tonework.models.onnx.GraphSession;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.onnx.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What turns latents into a colour map: the graph of a bundle, or the stages that it declares its
 * graph to be, if both agree.
 *
 * <p>Always on the CPU. The graph takes one thread per call, in blocks of one size: the same
 * colours and latents give the same bits, however many points are asked for at once and however
 * many calls run side by side. Thread-safe. Owns a native session; {@link #close} waits for running
 * calls and frees it.
 */
public final class RendererModel implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RendererModel.class);

  /** Points that the graph sees at once. */
  static final int BLOCK_POINTS = 2048;

  private final Bundle bundle;
  private final GraphSession session;
  private @Nullable CompiledRenderer stages;

  private RendererModel(Bundle bundle, GraphSession session) {
    this.bundle = bundle;
    this.session = session;
  }

  /**
   * Opens the bundle's renderer. Stages that do not give what the graph gives are left aside, and
   * the log says so.
   *
   * @throws BundleException when the graph is not what the manifest says
   */
  public static RendererModel open(Bundle bundle) {
    Optional<CompiledRenderer> declared = CompiledRenderer.of(bundle);
    RendererModel model =
        new RendererModel(
            bundle, GraphSession.open(bundle, GraphRole.RENDERER, SessionSettings.SINGLE_THREAD));
    if (declared.isPresent()) {
      model.use(declared.get());
    }
    return model;
  }

  private void use(CompiledRenderer declared) {
    if (RendererProbe.agree(bundle.latentSize(), this::graph, declared::map)) {
      stages = declared;
      session.close();
    } else {
      log.warn(
          "The renderer of {} is not what its manifest declares; lattices are used instead",
          bundle.ref());
    }
  }

  private RgbFunction graph(Latents latents) {
    float[] values = latents.toArray();
    return (rgb, out, points) -> map(values, rgb, out, points);
  }

  /** The bundle that was opened. */
  public Bundle bundle() {
    return bundle;
  }

  /**
   * The colour map of latents, valid as long as this model is open; a {@link
   * io.tonework.imaging.lattice.PixelMap} when it needs no lattice.
   *
   * @throws IllegalArgumentException when the latents are of another bundle's size
   */
  public RgbFunction renderer(Latents latents) {
    if (latents.size() != bundle.latentSize()) {
      throw new IllegalArgumentException(
          "latents of size "
              + latents.size()
              + " for the bundle "
              + bundle.ref().name()
              + ", whose latents have size "
              + bundle.latentSize());
    }
    CompiledRenderer compiled = stages;
    return compiled == null ? graph(latents) : compiled.map(latents);
  }

  /** Maps every colour of a small lattice once, so that the first photo pays for no allocation. */
  public void warmUp() {
    if (stages != null) {
      return;
    }
    float[] grey = new float[BLOCK_POINTS * 3];
    Arrays.fill(grey, 0.5f);
    renderer(Latents.of(bundle.latentSize(), new float[3 * bundle.latentSize()]))
        .map(grey, new float[grey.length], BLOCK_POINTS);
  }

  private void map(float[] latents, float[] rgb, float[] out, int points) {
    float[] block = new float[BLOCK_POINTS * 3];
    Tensor latentsTensor = Tensor.of(latents, 1, 3, bundle.latentSize());
    for (int start = 0; start < points; start += BLOCK_POINTS) {
      int length = Math.min(BLOCK_POINTS, points - start) * 3;
      // a last block that is short carries colours of the one before it, whose results are dropped
      System.arraycopy(rgb, start * 3, block, 0, length);
      Tensor mapped =
          session
              .run(Map.of("rgb", Tensor.of(block, 1, BLOCK_POINTS, 3), "latents", latentsTensor))
              .get("rgb_out");
      copy(mapped, out, start * 3, length);
    }
  }

  private void copy(@Nullable Tensor mapped, float[] out, int offset, int length) {
    if (mapped == null || mapped.values().length != BLOCK_POINTS * 3) {
      throw new ModelException(bundle.ref().name() + " gave no colour for each point", null);
    }
    for (int i = 0; i < length; i++) {
      float value = mapped.values()[i];
      if (!Float.isFinite(value)) {
        throw new ModelException(bundle.ref().name() + " gave the colour value " + value, null);
      }
      out[offset + i] = Math.clamp(value, 0f, 1f);
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
