package io.tonework.samples;

import java.util.Random;

/** Small periodic patterns that stand for the finest detail. */
final class Tiles {
  private static final int TILE = 256;

  private Tiles() {}

  /**
   * Leaves, grass, grain of wood: bumps of 2 to 8 pixels, about -0.6..0.6, mean 0. Coarser bumps
   * would betray that the tile is repeated.
   */
  static float[] texture(long seed) {
    float[] tile = new float[TILE * TILE];
    Random random = new Random(seed);
    for (int cell = 2; cell <= 8; cell *= 2) {
      int side = TILE / cell;
      float[] nodes = new float[side * side];
      for (int i = 0; i < nodes.length; i++) {
        nodes[i] = random.nextFloat() * 2 - 1;
      }
      for (int y = 0; y < TILE; y++) {
        for (int x = 0; x < TILE; x++) {
          float fx = x % cell / (float) cell;
          float fy = y % cell / (float) cell;
          int left = x / cell;
          int top = y / cell;
          int right = (left + 1) % side;
          int bottom = (top + 1) % side;
          float upper =
              nodes[top * side + left]
                  + fx * (nodes[top * side + right] - nodes[top * side + left]);
          float lower =
              nodes[bottom * side + left]
                  + fx * (nodes[bottom * side + right] - nodes[bottom * side + left]);
          tile[y * TILE + x] += (upper + fy * (lower - upper)) * 0.2f;
        }
      }
    }
    return tile;
  }

  /** Sensor noise: normal, standard deviation 1. */
  static float[] grain(long seed) {
    float[] tile = new float[TILE * TILE];
    Random random = new Random(seed);
    for (int i = 0; i < tile.length; i++) {
      tile[i] = (float) random.nextGaussian();
    }
    return tile;
  }
}
