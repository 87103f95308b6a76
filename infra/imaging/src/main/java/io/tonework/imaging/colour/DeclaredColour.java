package io.tonework.imaging.colour;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.PngFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.metadata.Chromaticities;
import io.tonework.imaging.file.metadata.CodedColour;
import io.tonework.imaging.file.metadata.ExifBlock;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Colour that a file declares by numbers instead of a profile: {@code cICP}, {@code gAMA} and
 * {@code cHRM} in PNG, {@code nclx} in HEIC and AVIF. It is turned into a profile, so that nothing
 * after it needs to know, and so that every format can hold it.
 */
public final class DeclaredColour {
  private static final List<Double> BT709 = List.of(.3127, .3290, .64, .33, .30, .60, .15, .06);
  private static final double SRGB_CURVE = 0;
  private static final byte[] SRGB =
      IccWriter.profile("sRGB", MatrixSpace.SRGB_TO_XYZ, (ToneCurve.Parametric) ToneCurve.SRGB);

  private DeclaredColour() {}

  /**
   * The metadata of a file with a profile for what the file declares, if that is not sRGB. A
   * profile in the file comes first, save before {@code cICP} (PNG specification, third edition,
   * 4.3).
   *
   * @throws UnsupportedImage if the picture is coded for high dynamic range
   */
  public static Metadata resolve(PictureFile file) {
    Metadata found = file.metadata();
    boolean isPng = file instanceof PngFile;
    Optional<CodedColour> coded = file.codedColour();
    coded
        .filter(CodedColour::isHighDynamicRange)
        .filter(colour -> found.icc() == null || isPng)
        .ifPresent(colour -> {
          throw new UnsupportedImage(
              "the picture is coded for high dynamic range by %s, which is not rendered; convert"
                      .formatted(colour.transfer() == 16 ? "PQ" : "HLG")
                  + " it to standard range first");
        });
    boolean profileCounts = found.icc() != null && (coded.isEmpty() || !isPng);
    if (profileCounts) {
      return found;
    }
    Optional<Chromaticities> declared =
        coded
            .flatMap(DeclaredColour::chromaticities)
            .or(() -> coded.isPresent() ? Optional.empty() : file.chromaticities());
    if (declared.isEmpty() && !saysSrgb(file)) {
      return found;
    }
    // a declaration overrules the profile, and what EXIF hints at
    boolean hint = found.exif() != null && ExifBlock.saysAdobeRgb(found.exif());
    return found.withIcc(declared.flatMap(DeclaredColour::profile).orElse(hint ? SRGB : null));
  }

  private static boolean saysSrgb(PictureFile file) {
    return file instanceof PngFile png && png.saysSrgb() && file.metadata().icc() == null;
  }

  /**
   * The metadata to write: a PNG made of a PNG keeps the chunks that declare its colour, instead of
   * the profile that stood for them.
   */
  public static Metadata forWriting(Metadata resolved, PictureFile original, ImageFormat to) {
    if (!(original instanceof PngFile) || to != ImageFormat.PNG || resolved.icc() == null) {
      return resolved;
    }
    byte[] declared = resolve(original).icc();
    return Arrays.equals(declared, resolved.icc())
        ? resolved.withIcc(original.metadata().icc())
        : resolved;
  }

  /** ITU-T H.273, tables 2 and 3; empty for what is not said or not known here. */
  private static Optional<Chromaticities> chromaticities(CodedColour colour) {
    List<Double> xy =
        switch (colour.primaries()) {
          case 1, 2 -> BT709;
          case 4 -> List.of(.310, .316, .67, .33, .21, .71, .14, .08);
          case 5 -> List.of(.3127, .3290, .64, .33, .29, .60, .15, .06);
          case 6, 7 -> List.of(.3127, .3290, .630, .340, .310, .595, .155, .070);
          case 8 -> List.of(.310, .316, .681, .319, .243, .692, .145, .049);
          case 9 -> List.of(.3127, .3290, .708, .292, .170, .797, .131, .046);
          case 11 -> List.of(.314, .351, .680, .320, .265, .690, .150, .060);
          case 12 -> List.of(.3127, .3290, .680, .320, .265, .690, .150, .060);
          case 22 -> List.of(.3127, .3290, .630, .340, .295, .605, .155, .077);
          default -> List.of();
        };
    double gamma =
        switch (colour.transfer()) {
          case 4 -> 2.2;
          case 5 -> 2.8;
          case 8 -> 1;
          case 17 -> 2.6;
          // the curves of television are shown as sRGB's by common practice
          default -> SRGB_CURVE;
        };
    return xy.isEmpty() ? Optional.empty() : Optional.of(new Chromaticities(xy, gamma));
  }

  /** A profile for the space; empty if it is sRGB, or none at all. */
  private static Optional<byte[]> profile(Chromaticities chromaticities) {
    ToneCurve.Parametric curve =
        chromaticities.gamma() == SRGB_CURVE
            ? (ToneCurve.Parametric) ToneCurve.SRGB
            : new ToneCurve.Parametric(chromaticities.gamma(), 1, 0, 0, 0, 0, 0);
    try {
      double[] toXyz = Primaries.toXyzD50(chromaticities.xy());
      RgbSpace space = new MatrixSpace(toXyz, curve, curve, curve);
      return space.isSrgb()
          ? Optional.empty()
          : Optional.of(IccWriter.profile(name(chromaticities), toXyz, curve));
    } catch (CorruptImage e) {
      return Optional.empty(); // nonsense is no reason to refuse a photo
    }
  }

  private static String name(Chromaticities chromaticities) {
    List<Double> xy = chromaticities.xy();
    return "RGB, red %.3f %.3f, green %.3f %.3f, blue %.3f %.3f, %s"
        .formatted(
            xy.get(2),
            xy.get(3),
            xy.get(4),
            xy.get(5),
            xy.get(6),
            xy.get(7),
            chromaticities.gamma() == SRGB_CURVE
                ? "sRGB curve"
                : "gamma %.2f".formatted(chromaticities.gamma()));
  }
}
