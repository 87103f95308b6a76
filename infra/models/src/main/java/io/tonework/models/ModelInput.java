package io.tonework.models;

import io.tonework.imaging.RgbImage;
import java.util.Arrays;

/**
 * A photo as a bundle's auto graph takes it: {@code float[3 * height * width]}, planes R, G, B,
 * sRGB-encoded, 0..1. Immutable; made once per photo, on the thread of its request.
 */
public final class ModelInput {
  private final float[] planes;

  private ModelInput(float[] planes) {
    this.planes = planes;
  }

  /** The photo in the size and layout of the manifest; its aspect ratio is not kept. */
  public static ModelInput from(RgbImage photo, Manifest.InputSpec spec) {
    return new ModelInput(Resize.toPlanes(photo, spec.width(), spec.height()));
  }

  /** A plain grey picture, for warming up. */
  static ModelInput grey(Manifest.InputSpec spec) {
    float[] planes = new float[3 * spec.height() * spec.width()];
    Arrays.fill(planes, 0.5f);
    return new ModelInput(planes);
  }

  void copyTo(float[] target, int offset, int length) {
    if (planes.length != length) {
      throw new IllegalArgumentException(
          "a picture of " + planes.length + " values for a model that takes " + length);
    }
    System.arraycopy(planes, 0, target, offset, length);
  }
}
