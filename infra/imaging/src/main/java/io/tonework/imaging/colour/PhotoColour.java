package io.tonework.imaging.colour;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.metadata.ExifBlock;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.Optional;

/** What the numbers of a picture mean, as far as they can be mapped where they are. */
public sealed interface PhotoColour {
  /**
   * Three colour channels.
   *
   * @param space what they mean
   */
  record Rgb(RgbSpace space) implements PhotoColour {}

  /**
   * One channel of grey.
   *
   * @param curve its encoding
   */
  record Grey(ToneCurve curve) implements PhotoColour {}

  /**
   * Decides by the profile; without one, by what the EXIF block says; else it is sRGB.
   *
   * @param colourChannels 1 or 3
   * @return empty if the profile has no way back into its space, so that a colour engine must
   *     convert the picture first
   */
  static Optional<PhotoColour> of(Metadata metadata, int colourChannels) {
    if (metadata.icc() == null) {
      boolean adobe = metadata.exif() != null && ExifBlock.saysAdobeRgb(metadata.exif());
      return Optional.of(
          colourChannels == 1
              ? new Grey(ToneCurve.SRGB)
              : new Rgb(adobe ? RgbSpace.ADOBE : RgbSpace.SRGB));
    }
    IccProfile profile = IccProfile.parse(metadata.icc());
    return colourChannels == 1 ? profile.grey().map(Grey::new) : profile.rgb().map(Rgb::new);
  }

  /** Whether there is a colour profile that is not one of the inks of a CMYK picture. */
  static boolean hasProfileOfOthersThanInks(Metadata metadata) {
    if (metadata.icc() == null) {
      return false;
    }
    try {
      return !IccProfile.parse(metadata.icc()).colourSpace().equals("CMYK");
    } catch (CorruptImage e) {
      return true;
    }
  }

  /**
   * Whether there is a colour profile that cannot be read. Viewers ignore such a profile, and it is
   * no reason to refuse a photo.
   *
   * @param colourChannels 1 or 3
   */
  static boolean hasBrokenProfile(Metadata metadata, int colourChannels) {
    try {
      var _ = of(metadata, colourChannels);
      return false;
    } catch (CorruptImage e) {
      return true;
    }
  }
}
