package io.tonework.imaging.region.edge;

import io.tonework.imaging.colour.PhotoColour;
import io.tonework.imaging.colour.RgbSpace;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.pixels.RowMap;
import io.tonework.imaging.region.ColourMap;
import io.tonework.imaging.region.Region;
import io.tonework.imaging.region.SoftMask;
import io.tonework.imaging.rows.RegionRows;
import java.util.List;
import java.util.Random;
import java.util.function.IntBinaryOperator;

/**
 * A picture of two materials whose border is known to the pixel, and masks of it that are wrong in
 * known ways.
 */
final class EdgeScene {
  static final int W = 1536;
  static final int H = 1024;

  /** Every third pixel of every third row is looked at; no scene has a period of three. */
  private static final int STEP = 3;

  private final IntBinaryOperator isInside;
  final byte[] rgb = new byte[W * H * 3];

  /**
   * Paints a scene.
   *
   * @param isInside 1 where the region is, else 0
   * @param inside RGB of the region
   * @param outside RGB of the rest
   * @param texture how far a channel is from its material's colour at most, 8-bit levels
   */
  EdgeScene(IntBinaryOperator isInside, int[] inside, int[] outside, int texture, long seed) {
    this.isInside = isInside;
    Random random = new Random(seed);
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        int[] colour = isInside.applyAsInt(x, y) == 1 ? inside : outside;
        int shade = texture == 0 ? 0 : random.nextInt(2 * texture + 1) - texture;
        for (int c = 0; c < 3; c++) {
          rgb[(y * W + x) * 3 + c] = (byte) Math.clamp(colour[c] + shade, 0, 255);
        }
      }
    }
  }

  /** 1 where the region is. */
  int truth(int x, int y) {
    return isInside.applyAsInt(x, y);
  }

  /**
   * A mask of half the size, blurred over {@code 2 blur + 1} pixels of it and moved to the right.
   */
  SoftMask mask(int blur, int moved) {
    int width = W / 2;
    int height = H / 2;
    byte[] levels = new byte[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sum = 0;
        for (int dy = -blur; dy <= blur; dy++) {
          for (int dx = -blur; dx <= blur; dx++) {
            int sx = Math.clamp((x + dx - moved) * 2L, 0, W - 1);
            int sy = Math.clamp((y + dy) * 2L, 0, H - 1);
            sum += truth(sx, sy);
          }
        }
        levels[y * width + x] = (byte) Math.round(255.0 * sum / ((2 * blur + 1) * (2 * blur + 1)));
      }
    }
    return new SoftMask(width, height, levels);
  }

  /** The weight of a region at every pixel, {@code float[H * W]}: white is mapped over black. */
  float[] weights(SoftMask mask, boolean refined) {
    Lattice white = flat(1);
    ColourMap map = ColourMap.of(flat(0)).with(List.of(new Region("part", white, mask, refined)));
    RowMap rows = RegionRows.of(map, new PhotoColour.Rgb(RgbSpace.SRGB), 3, 8, W, H, this::guide);
    float[] weights = new float[W * H];
    byte[] row = new byte[W * 3];
    for (int y = 0; y < H; y++) {
      System.arraycopy(rgb, y * row.length, row, 0, row.length);
      rows.map(row, W, 0, y);
      for (int x = 0; x < W; x++) {
        weights[y * W + x] = (row[x * 3] & 0xFF) / 255f;
      }
    }
    return weights;
  }

  private static Lattice flat(float value) {
    return Lattice.build(2, (rgb, out, points) -> java.util.Arrays.fill(out, 0, points * 3, value));
  }

  RgbImage guide() {
    int scale = W / RegionRows.GUIDE_SIDE;
    int width = W / scale;
    int height = H / scale;
    byte[] small = new byte[width * height * 3];
    for (int i = 0; i < small.length; i++) {
      int x = i / 3 % width;
      int y = i / 3 / width;
      int sum = 0;
      for (int dy = 0; dy < scale; dy++) {
        for (int dx = 0; dx < scale; dx++) {
          sum += rgb[((y * scale + dy) * W + x * scale + dx) * 3 + i % 3] & 0xFF;
        }
      }
      small[i] = (byte) Math.round(sum / (double) (scale * scale));
    }
    return new RgbImage(width, height, small);
  }

  /** Mean difference from the truth over pixels that are near the border but not on it. */
  double error(float[] weights, int from, int to) {
    double sum = 0;
    int count = 0;
    for (int y = to; y < H - to; y += STEP) {
      for (int x = to; x < W - to; x += STEP) {
        int here = truth(x, y);
        boolean near = false;
        boolean on = false;
        for (int d = 1; d <= to && !on; d++) {
          boolean other =
              truth(x + d, y) != here
                  || truth(x - d, y) != here
                  || truth(x, y + d) != here
                  || truth(x, y - d) != here;
          on |= other && d < from;
          near |= other;
        }
        if (near && !on) {
          sum += Math.abs(weights[y * W + x] - here);
          count++;
        }
      }
    }
    return sum / count;
  }
}
