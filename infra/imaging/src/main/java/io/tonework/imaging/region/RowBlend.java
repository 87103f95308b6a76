package io.tonework.imaging.region;

import io.tonework.imaging.RowRenderer;
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

  private Strip[] mapped = {};
  private int[] taken = {};
  private int[] colours = {};
  private int[] sums = {};
  private final int[][] weights;

  RowBlend(List<RowRenderer> maps, List<RegionWeights> regions, int channels) {
    this.maps = maps;
    this.channels = channels;
    for (RegionWeights each : regions) {
      this.regions.add(each.new Row());
    }
    weights = new int[maps.size()][];
  }

  /** Maps pixels in place; see {@link RegionRows}. */
  void map(Strip row, int pixels, int left, int top) {
    cut(left, pixels, top);
    if (runs == 1 && Integer.bitCount(users[0]) == 1) {
      row.map(maps.get(Integer.numberOfTrailingZeros(users[0])), pixels);
      return;
    }
    reserve(row, pixels);
    evaluate(row, left);
    int[] position = new int[maps.size()];
    int from = left;
    for (int run = 0; run < runs; run++) {
      int count = ends[run] - from;
      int at = (from - left) * channels;
      if (Integer.bitCount(users[run]) == 1) {
        int map = Integer.numberOfTrailingZeros(users[run]);
        row.copy(mapped[map], position[map], at, count * channels);
      } else {
        mix(row, at, from, ends[run], users[run], position);
      }
      for (int map = 0; map < maps.size(); map++) {
        position[map] += (users[run] >> map & 1) * count * channels;
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

  private void reserve(Strip row, int pixels) {
    if (colours.length >= pixels * 3) {
      return;
    }
    mapped = new Strip[maps.size()];
    for (int map = 0; map < mapped.length; map++) {
      mapped[map] = row.ofSize(pixels * channels);
      weights[map] = new int[pixels];
    }
    taken = new int[mapped.length];
    colours = new int[pixels * 3];
    sums = new int[pixels * channels];
  }

  /** Evaluates each map over all its runs, side by side. */
  private void evaluate(Strip row, int left) {
    Arrays.fill(taken, 0);
    int from = left;
    for (int run = 0; run < runs; run++) {
      int samples = (ends[run] - from) * channels;
      for (int map = 0; map < mapped.length; map++) {
        if ((users[run] >> map & 1) == 1) {
          mapped[map].copy(row, (from - left) * channels, taken[map], samples);
          taken[map] += samples;
        }
      }
      from = ends[run];
    }
    for (int map = 0; map < mapped.length; map++) {
      if (taken[map] > 0) {
        mapped[map].map(maps.get(map), taken[map] / channels);
      }
    }
  }

  private void mix(Strip row, int at, int from, int to, int users, int[] position) {
    int count = to - from;
    row.colours(at, count, channels, colours);
    for (int map = 1; map < mapped.length; map++) {
      if ((users >> map & 1) == 1) {
        regions.get(map - 1).weights(from, to, colours, row.full(), weights[map]);
      }
    }
    normalise(count, users);
    Arrays.fill(sums, 0, count * channels, 0);
    for (int map = 0; map < mapped.length; map++) {
      if ((users >> map & 1) == 1) {
        mapped[map].addWeighted(position[map], count, channels, weights[map], sums);
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
