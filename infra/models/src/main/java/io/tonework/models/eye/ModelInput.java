package io.tonework.models.eye;

import io.tonework.imaging.pixels.RgbImage;
import io.tonework.models.manifest.Manifest;
import java.util.Arrays;

/**
 * A photo as a bundle's graphs take it: {@code float[3 * height * width]}, planes R, G, B,
 * sRGB-encoded, 0..1. Immutable; made once per photo, on the thread of its request.
 */
public final class ModelInput {
  private final float[] planes;

  private ModelInput(float[] planes) {
    this.planes = planes;
  }

  /** The photo by the steps of the manifest. */
  public static ModelInput from(RgbImage photo, Manifest.InputSpec spec) {
    return new ModelInput(PictureSteps.of(spec).apply(photo));
  }

  /**
   * The longer side in pixels that a photo of that shape should have before it is given to {@link
   * #from}, so that nothing is enlarged.
   */
  public static int longerSideNeeded(int width, int height, Manifest.InputSpec spec) {
    return PictureSteps.of(spec).longerSideNeeded(width, height);
  }

  /** Planes as they were recorded. */
  public static ModelInput ofPlanes(float[] planes) {
    return new ModelInput(planes.clone());
  }

  /** A plain grey picture, for warming up. */
  public static ModelInput grey(Manifest.InputSpec spec) {
    float[] planes = new float[3 * spec.height() * spec.width()];
    Arrays.fill(planes, 0.5f);
    return new ModelInput(planes);
  }

  public void copyTo(float[] target, int offset, int length) {
    if (planes.length != length) {
      throw new IllegalArgumentException(
          "a picture of " + planes.length + " values for a model that takes " + length);
    }
    System.arraycopy(planes, 0, target, offset, length);
  }
}
