package io.tonework.benchmarks;

import io.tonework.contracts.Latents;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.LicencePolicy;
import io.tonework.models.renderer.RendererModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A look of the published renderer's size, 3-128-256-512-3, from the bundle that {@code
 * renderer_benchmark.py} of the training code writes. Owns a session; close it.
 */
final class MlpLook implements AutoCloseable {
  private static final String LICENCE = "research-only (VeraRetouch weights)";

  private final RendererModel model;
  private final RgbFunction function;
  private final AtomicLong asked = new AtomicLong();

  private MlpLook(RendererModel model, Latents latents) {
    this.model = model;
    RgbFunction renderer = model.renderer(latents);
    this.function =
        (rgb, out, points) -> {
          asked.addAndGet(points);
          renderer.map(rgb, out, points);
        };
  }

  /** Opens the bundle in a folder, with the latents beside its manifest. */
  static MlpLook open(Path folder) throws IOException {
    Bundle bundle = Bundle.load(folder, new LicencePolicy(Set.of(LICENCE)));
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("latents.bin")))
            .order(ByteOrder.LITTLE_ENDIAN);
    float[] latents = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(latents);
    return new MlpLook(RendererModel.open(bundle), Latents.of(bundle.latentSize(), latents));
  }

  /** The colour map, which counts the points that it is asked for. */
  RgbFunction function() {
    return function;
  }

  /** Points asked for since the last call. */
  long takeAsked() {
    return asked.getAndSet(0);
  }

  @Override
  public void close() {
    model.close();
  }
}
