package io.tonework.imaging.colour;

import io.tonework.imaging.fault.CorruptImage;
import java.awt.color.CMMException;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;

/**
 * A space whose profile is built on tables, as scanners, printers and some cameras and editors
 * write it. The colour engine of the JDK (LittleCMS) reads the tables; its way there and back goes
 * through 16 bits, so a round trip is near but not exact. Thread-safe.
 */
final class TableSpace implements RgbSpace {
  private final ICC_ColorSpace space;

  private TableSpace(ICC_ColorSpace space) {
    this.space = space;
  }

  /**
   * Opens the profile.
   *
   * @param profile of RGB, with tables both ways
   * @throws CorruptImage if the colour engine cannot use it
   */
  static TableSpace of(byte[] profile) {
    try {
      ICC_ColorSpace space = new ICC_ColorSpace(ICC_Profile.getInstance(profile));
      // the tables are read on first use, and only then found to be broken
      var _ = space.fromCIEXYZ(space.toCIEXYZ(new float[] {0.5f, 0.5f, 0.5f}));
      return new TableSpace(space);
    } catch (IllegalArgumentException | CMMException e) {
      throw new CorruptImage("the tables of the embedded colour profile cannot be read", e);
    }
  }

  @Override
  public boolean isSrgb() {
    return false;
  }

  @Override
  public void toSrgb(double[] rgb) {
    float[] xyz = space.toCIEXYZ(new float[] {encoded(rgb[0]), encoded(rgb[1]), encoded(rgb[2])});
    for (int i = 0; i < 3; i++) {
      rgb[i] = xyz[i];
    }
    MatrixSpace.xyzToSrgb(rgb);
  }

  @Override
  public void fromSrgb(double[] rgb) {
    MatrixSpace.srgbToXyz(rgb);
    float[] own = space.fromCIEXYZ(new float[] {light(rgb[0]), light(rgb[1]), light(rgb[2])});
    for (int i = 0; i < 3; i++) {
      rgb[i] = own[i];
    }
  }

  private static float encoded(double value) {
    return (float) Math.clamp(value, 0, 1);
  }

  /** Below 2, which is where the encoding of XYZ in profiles ends. */
  private static float light(double value) {
    return (float) Math.clamp(value, 0, 1.99);
  }
}
