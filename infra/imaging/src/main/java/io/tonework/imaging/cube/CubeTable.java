package io.tonework.imaging.cube;

import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.RgbFunction;

/**
 * A three-dimensional table, interpolated on tetrahedra. Immutable and thread-safe.
 *
 * @param domain the inputs of the first and last node along each axis
 * @param lattice the nodes
 */
record CubeTable(CubeDomain domain, Lattice lattice) implements RgbFunction {
  @Override
  public void map(float[] colours, float[] out, int points) {
    if (domain.isUnit()) {
      lattice.map(colours, out, points);
      return;
    }
    float[] positions = new float[points * 3];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = domain.position(colours[i], i % 3);
    }
    lattice.map(positions, out, points);
  }
}
