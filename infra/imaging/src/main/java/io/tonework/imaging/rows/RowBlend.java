package io.tonework.imaging.rows;

import io.tonework.imaging.region.edge.WeightField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Blends one row after another: the working memory of one thread. Map 0 is the picture's own; map
 * {@code i + 1} is that of region i. Weights are integers that add up to {@link RegionWeights#ONE}
 * at every pixel, so where all maps agree the blend is exact.
 */
final class RowBlend {
  private final List<RowRenderer> maps;
  private final List<RegionWeights.Row> regions = new ArrayList<>();
  private final int channels;

  // one entry a run: where it ends, and a bit for each map that has a weight in it
  private int[] ends = new int[64];
  private int[] users = new int[64];
  private int runs;

  // where any number of maps meet, at any depth
  private Strip[] mapped = {};
  private final int[] colours = new int[BlendRun.PIXELS * 3];
  private final int[] sums;
  private final int[][] weights;

  // where the picture's own map meets one other, at 8 bits in colour
  private final BlendKernel kernel;
  private final BlendRun pair = new BlendRun();

  RowBlend(List<RowRenderer> maps, List<RegionWeights> regions, int channels, BlendKernel kernel) {
    this.maps = maps;
    this.channels = channels;
    this.kernel = kernel;
    for (RegionWeights each : regions) {
      this.regions.add(each.new Row());
    }
    sums = new int[BlendRun.PIXELS * channels];
    weights = new int[maps.size()][BlendRun.PIXELS];
  }

  /** Maps pixels in place; see {@link RegionRows}. */
  void map(Strip row, int pixels, int left, int top) {
    cut(left, pixels, top);
    int from = left;
    for (int run = 0; run < runs; run++) {
      int at = (from - left) * channels;
      if (Integer.bitCount(users[run]) == 1) {
        row.map(maps.get(Integer.numberOfTrailingZeros(users[run])), at, ends[run] - from);
      } else {
        mix(row, at, from, ends[run], users[run]);
      }
      from = ends[run];
    }
  }

  /** Cuts the row where a region begins or ends. */
  private void cut(int left, int pixels, int top) {
    int end = left + pixels;
    for (RegionWeights.Row region : regions) {
      region.moveTo(top);
    }
    runs = 0;
    for (int x = left; x < end; ) {
      int stop = end;
      int inside = 0;
      int mixed = 0;
      for (int i = 0; i < regions.size(); i++) {
        RegionWeights.Row region = regions.get(i);
        stop = region.endOfKind(x, stop);
        switch (region.kind(x)) {
          case WeightField.INSIDE -> inside |= 2 << i;
          case WeightField.MIXED -> mixed |= 2 << i;
          default -> {}
        }
      }
      // the picture's own map has what the regions leave: nothing where one of them is all
      addRun(stop, inside | mixed | (inside == 0 ? 1 : 0));
      x = stop;
    }
  }

  private void addRun(int end, int maps) {
    if (runs > 0 && users[runs - 1] == maps && Integer.bitCount(maps) == 1) {
      ends[runs - 1] = end;
      return;
    }
    if (runs == ends.length) {
      ends = Arrays.copyOf(ends, runs * 2);
      users = Arrays.copyOf(users, runs * 2);
    }
    ends[runs] = end;
    users[runs++] = maps;
  }

  private void mix(Strip row, int at, int from, int to, int users) {
    boolean two = (users & 1) == 1 && Integer.bitCount(users) == 2 && channels >= 3;
    for (int x = from; x < to; x += BlendRun.PIXELS) {
      int count = Math.min(BlendRun.PIXELS, to - x);
      int sample = at + (x - from) * channels;
      if (two && row instanceof Strip.Bytes(byte[] samples)) {
        mixTwo(samples, sample, x, count, 31 - Integer.numberOfLeadingZeros(users));
      } else {
        mixAll(row, sample, x, count, users);
      }
    }
  }

  private void mixTwo(byte[] row, int at, int x, int count, int map) {
    int length = count * channels;
    System.arraycopy(row, at, pair.outside, 0, length);
    kernel.weigh(regions.get(map - 1), x, pair.outside, count, channels, pair.weights);
    int least = RegionWeights.ONE;
    int most = 0;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, pair.weights[i]);
      most = Math.max(most, pair.weights[i]);
    }
    if (most == 0 || least == RegionWeights.ONE) {
      maps.get(most == 0 ? 0 : map).map(row, at, count);
      return;
    }
    System.arraycopy(row, at, pair.inside, 0, length);
    maps.getFirst().map(pair.outside, 0, count);
    maps.get(map).map(pair.inside, 0, count);
    kernel.mix(pair.outside, pair.inside, pair.weights, count, channels, pair.mixed);
    System.arraycopy(pair.mixed, 0, row, at, length);
  }

  private void mixAll(Strip row, int at, int x, int count, int users) {
    if (mapped.length == 0) {
      mapped = new Strip[maps.size()];
      Arrays.setAll(mapped, i -> row.ofSize(BlendRun.PIXELS * channels));
    }
    row.colours(at, count, channels, colours);
    for (int map = 0; map < mapped.length; map++) {
      if ((users >> map & 1) == 1) {
        mapped[map].copy(row, at, 0, count * channels);
        mapped[map].map(maps.get(map), 0, count);
        if (map > 0) {
          regions.get(map - 1).weights(x, count, colours, row.full(), weights[map]);
        }
      }
    }
    normalise(count, users);
    Arrays.fill(sums, 0, count * channels, 0);
    for (int map = 0; map < mapped.length; map++) {
      if ((users >> map & 1) == 1) {
        mapped[map].addWeighted(count, channels, weights[map], sums);
      }
    }
    row.setWeighted(at, count * channels, sums);
  }

  /** Makes the weights add up to {@link RegionWeights#ONE}. */
  private void normalise(int count, int users) {
    for (int i = 0; i < count; i++) {
      int sum = 0;
      int strongest = 0;
      for (int map = 1; map < mapped.length; map++) {
        if ((users >> map & 1) == 1) {
          int weight = weights[map][i];
          sum += weight;
          strongest = strongest == 0 || weight > weights[strongest][i] ? map : strongest;
        }
      }
      int left = RegionWeights.ONE - sum;
      if (left < 0) {
        left = RegionWeights.ONE;
        for (int map = 1; map < mapped.length; map++) {
          if ((users >> map & 1) == 1) {
            weights[map][i] = (int) ((long) weights[map][i] * RegionWeights.ONE / sum);
            left -= weights[map][i];
          }
        }
        // what rounding left over
        weights[strongest][i] += left;
        left = 0;
      }
      if ((users & 1) == 1) {
        weights[0][i] = left;
      }
    }
  }
}
