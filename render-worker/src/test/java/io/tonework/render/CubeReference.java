package io.tonework.render;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;

/**
 * A reader of plain {@code .cube} files that shares nothing with the one of the build: double
 * precision, one colour at a time, as the textbook defines the two usual interpolations.
 */
final class CubeReference {
  private final int size;
  private final List<double[]> nodes = new ArrayList<>();

  CubeReference(byte[] file) {
    int found = 0;
    for (String line : new String(file, US_ASCII).split("\n")) {
      String[] words = line.trim().split(" ");
      if (words[0].equals("LUT_3D_SIZE")) {
        found = Integer.parseInt(words[1]);
      } else if (words.length == 3 && words[0].matches("-?[0-9.]+")) {
        nodes.add(
            new double[] {
              Double.parseDouble(words[0]),
              Double.parseDouble(words[1]),
              Double.parseDouble(words[2])
            });
      }
    }
    size = found;
    if (nodes.size() != size * size * size) {
      throw new IllegalArgumentException(nodes.size() + " rows for size " + size);
    }
  }

  /**
   * Four nodes on the way from one corner of the cell to the opposite one, axis by axis in the
   * order of the fractions.
   */
  double[] tetrahedral(double... rgb) {
    int[] cell = new int[3];
    double[] fraction = new double[3];
    split(rgb, cell, fraction);
    double[] out = node(cell).clone();
    boolean[] walked = new boolean[3];
    for (int step = 0; step < 3; step++) {
      int axis = -1;
      for (int c = 0; c < 3; c++) {
        if (!walked[c] && (axis < 0 || fraction[c] > fraction[axis])) {
          axis = c;
        }
      }
      double[] before = node(cell);
      walked[axis] = true;
      cell[axis]++;
      double[] after = node(cell);
      for (int c = 0; c < 3; c++) {
        out[c] += fraction[axis] * (after[c] - before[c]);
      }
    }
    return out;
  }

  /** All eight corners of the cell, as tools do that know no tetrahedra. */
  double[] trilinear(double... rgb) {
    int[] cell = new int[3];
    double[] fraction = new double[3];
    split(rgb, cell, fraction);
    double[] out = new double[3];
    for (int corner = 0; corner < 8; corner++) {
      double weight = 1;
      int[] at = cell.clone();
      for (int axis = 0; axis < 3; axis++) {
        boolean far = (corner >> axis & 1) == 1;
        weight *= far ? fraction[axis] : 1 - fraction[axis];
        at[axis] += far ? 1 : 0;
      }
      for (int c = 0; c < 3; c++) {
        out[c] += weight * node(at)[c];
      }
    }
    return out;
  }

  private void split(double[] rgb, int[] cell, double[] fraction) {
    for (int c = 0; c < 3; c++) {
      double position = rgb[c] * (size - 1);
      cell[c] = (int) Math.min(Math.floor(position), size - 2);
      fraction[c] = position - cell[c];
    }
  }

  private double[] node(int[] at) {
    return nodes.get(at[0] + size * (at[1] + size * at[2]));
  }
}
