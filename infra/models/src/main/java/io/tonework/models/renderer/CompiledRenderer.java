package io.tonework.models.renderer;

import io.tonework.contracts.Latents;
import io.tonework.imaging.compiled.CompiledMap;
import io.tonework.imaging.compiled.MapParameters;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.manifest.Manifest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * A bundle's renderer as stages, whose numbers are read from latents linearly and without bias.
 * Immutable and thread-safe.
 */
final class CompiledRenderer {
  private final Manifest.CompiledSpec spec;
  private final int latentSize;
  private final float[] readings;

  private CompiledRenderer(Manifest.CompiledSpec spec, int latentSize, float[] readings) {
    this.spec = spec;
    this.latentSize = latentSize;
    this.readings = readings;
  }

  /**
   * The stages that the bundle declares; empty when it declares none of a form that this build
   * knows.
   *
   * @throws BundleException when their file is missing, damaged or of another size
   */
  static Optional<CompiledRenderer> of(Bundle bundle) {
    Manifest.CompiledSpec spec = bundle.manifest().compiled();
    if (spec == null || !spec.form().equals(Manifest.CompiledSpec.STAGES)) {
      return Optional.empty();
    }
    byte[] file = bundle.file(new Manifest.FileSpec(spec.file(), spec.sha256()));
    FloatBuffer floats = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    int rows = 3 + spec.levels() + spec.tone() + 3 + 3 * spec.hues();
    if (floats.remaining() != rows * bundle.latentSize()) {
      throw new BundleException(
          bundle.location(),
          spec.file(),
          "has %d readings of latents, not %d".formatted(floats.remaining(), rows));
    }
    float[] readings = new float[floats.remaining()];
    floats.get(readings);
    return Optional.of(new CompiledRenderer(spec, bundle.latentSize(), readings));
  }

  /** The colour map of latents. */
  CompiledMap map(Latents latents) {
    float[] values = latents.toArray();
    int levels = 3;
    int tone = levels + spec.levels();
    int chroma = tone + spec.tone();
    int hues = chroma + 3;
    return CompiledMap.of(
        new MapParameters(
            read(0, 3, values, 1),
            read(levels, spec.levels(), values, 0),
            read(tone, spec.tone(), values, 0),
            read(chroma, 3, values, 1),
            read(hues, 3 * spec.hues(), values, 2),
            spec.hueSharpness()));
  }

  private double[] read(int row, int rows, float[] latents, int group) {
    double[] numbers = new double[rows];
    for (int i = 0; i < rows; i++) {
      int at = (row + i) * latentSize;
      for (int j = 0; j < latentSize; j++) {
        numbers[i] += (double) readings[at + j] * latents[group * latentSize + j];
      }
    }
    return numbers;
  }
}
