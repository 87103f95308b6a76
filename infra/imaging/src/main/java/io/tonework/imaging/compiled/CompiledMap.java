package io.tonework.imaging.compiled;

import io.tonework.imaging.lattice.PixelMap;
import java.util.List;

/**
 * A colour map that is evaluated on each pixel by the stages of its renderer, one set of them after
 * the other. Immutable and thread-safe.
 *
 * @param sets what is applied, in order; at least one
 */
public record CompiledMap(List<MapTables> sets) implements PixelMap {
  private static final float LEVELS = 255f;
  private static final float FULL_16 = 65535f;

  /** Copies the list. */
  public CompiledMap {
    sets = List.copyOf(sets);
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("a compiled map has at least one set of stages");
    }
  }

  /** The map of one set of parameters. */
  public static CompiledMap of(MapParameters parameters) {
    return new CompiledMap(List.of(MapTables.of(parameters)));
  }

  @Override
  public void map(byte[] row, int first, int pixels, int channels) {
    map(Warmth.kernelFor(pixels), row, first, pixels, channels);
  }

  /** The same with a kernel of choice. */
  void map(CompiledKernel kernel, byte[] row, int first, int pixels, int channels) {
    PlanarRun run = PlanarRun.ofThread();
    for (int start = 0; start < pixels; start += PlanarRun.PIXELS) {
      int count = Math.min(PlanarRun.PIXELS, pixels - start);
      int from = first + start * channels;
      int end = from + count * channels;
      if (end + PlanarRun.SLACK <= row.length) {
        System.arraycopy(row, end, run.behind, 0, PlanarRun.SLACK);
        map(kernel, run, row, from, count, channels);
        System.arraycopy(run.behind, 0, row, end, PlanarRun.SLACK);
      } else {
        System.arraycopy(row, from, run.pixels, 0, end - from);
        map(kernel, run, run.pixels, 0, count, channels);
        System.arraycopy(run.pixels, 0, row, from, end - from);
      }
    }
  }

  private void map(
      CompiledKernel kernel, PlanarRun run, byte[] row, int from, int count, int channels) {
    kernel.load(row, from, count, channels, run);
    for (MapTables set : sets) {
      kernel.map(set, run, count);
    }
    kernel.store(run, row, from, count, channels);
  }

  @Override
  public void map(short[] row, int first, int pixels, int channels) {
    map(Warmth.kernelFor(pixels), row, first, pixels, channels);
  }

  /** The same with a kernel of choice. */
  void map(CompiledKernel kernel, short[] row, int first, int pixels, int channels) {
    PlanarRun run = PlanarRun.ofThread();
    for (int start = 0; start < pixels; start += PlanarRun.PIXELS) {
      int count = Math.min(PlanarRun.PIXELS, pixels - start);
      int from = first + start * channels;
      for (int i = 0, at = from; i < count; i++, at += channels) {
        run.red[i] = (row[at] & 0xFFFF) * (LEVELS / FULL_16);
        run.green[i] = (row[at + 1] & 0xFFFF) * (LEVELS / FULL_16);
        run.blue[i] = (row[at + 2] & 0xFFFF) * (LEVELS / FULL_16);
      }
      for (MapTables set : sets) {
        kernel.map(set, run, count);
      }
      for (int i = 0, at = from; i < count; i++, at += channels) {
        row[at] = (short) (int) (run.red[i] * (FULL_16 / LEVELS) + 0.5f);
        row[at + 1] = (short) (int) (run.green[i] * (FULL_16 / LEVELS) + 0.5f);
        row[at + 2] = (short) (int) (run.blue[i] * (FULL_16 / LEVELS) + 0.5f);
      }
    }
  }

  /** Colours outside 0..1 are clamped to it first. */
  @Override
  public void map(float[] rgb, float[] out, int points) {
    CompiledKernel kernel = Warmth.kernelFor(points);
    PlanarRun run = PlanarRun.ofThread();
    for (int start = 0; start < points; start += PlanarRun.PIXELS) {
      int count = Math.min(PlanarRun.PIXELS, points - start);
      for (int i = 0, at = start * 3; i < count; i++, at += 3) {
        run.red[i] = Math.clamp(rgb[at], 0f, 1f) * LEVELS;
        run.green[i] = Math.clamp(rgb[at + 1], 0f, 1f) * LEVELS;
        run.blue[i] = Math.clamp(rgb[at + 2], 0f, 1f) * LEVELS;
      }
      for (MapTables set : sets) {
        kernel.map(set, run, count);
      }
      for (int i = 0, at = start * 3; i < count; i++, at += 3) {
        out[at] = run.red[i] / LEVELS;
        out[at + 1] = run.green[i] / LEVELS;
        out[at + 2] = run.blue[i] / LEVELS;
      }
    }
  }

  @Override
  public long bytes() {
    return (long) sets.size() * MapTables.LENGTH * Float.BYTES;
  }
}
