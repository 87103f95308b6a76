package io.tonework.imaging.file;

import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.format.PictureDamage;
import io.tonework.imaging.file.format.PixelSamples;
import io.tonework.imaging.file.metadata.Chromaticities;
import io.tonework.imaging.file.metadata.CodedColour;
import io.tonework.imaging.file.metadata.Turn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A photo whose header tells all that is asked of it before a pixel is decoded. */
public sealed interface PictureFile extends PhotoFile
    permits JpegFile, PngFile, TiffFile, WebpFile, HeifFile {
  /**
   * Reads the header, without opt-in formats.
   *
   * @throws io.tonework.imaging.fault.UnsupportedImage if it is no picture of a format that is read
   * @throws io.tonework.imaging.fault.CorruptImage if the header cannot be read
   */
  static PictureFile of(byte[] bytes) {
    return switch (PhotoFile.of(bytes, Set.of())) {
      case PictureFile picture -> picture;
      case UndevelopedFile file ->
          throw new IllegalStateException(file.format() + " is read without being switched on");
    };
  }

  /**
   * As {@link #of(byte[])}, and holds the header against the limits.
   *
   * @throws io.tonework.imaging.fault.ImageException as there, and if a limit is passed
   */
  static PictureFile of(byte[] bytes, ImageLimits limits) {
    limits.checkBytes(bytes.length);
    PictureFile file = of(bytes);
    limits.check(file.info());
    return file;
  }

  /** Size, channels, bits, orientation and frames. */
  ImageInfo info();

  @Override
  default ImageFormat format() {
    return info().format();
  }

  @Override
  default Turn turn(ImageFormat to, int width, int height) {
    return Turn.by(info().orientation(), width, height);
  }

  /**
   * The file as a decoder is to be given it, which is spared what is odd in it: the photo alone, at
   * the front, whole chunks only. The same array where nothing is odd. What is left out is among
   * {@link #dropped}.
   */
  default byte[] decodable() {
    return bytes();
  }

  /**
   * As {@link #decodable}, without a colour profile where the format lets it be left out: for
   * decoders that convert by it unasked. The profile of inks stays.
   */
  default byte[] decodableWithoutProfile() {
    return decodable();
  }

  /**
   * What is missing of the picture. Follows the data of all pixels, so it is asked only when a
   * decoder stumbles.
   *
   * @return empty if nothing is missing, or if the format does not let it be told
   */
  default Optional<PictureDamage> damage() {
    return Optional.empty();
  }

  /**
   * The file with something in the place of what is missing, so that decoders come to its end;
   * empty if that is not known how to do.
   */
  default Optional<byte[]> mended() {
    return Optional.empty();
  }

  /** Whether the end of the file is missing; of the picture nothing else need be. */
  default boolean isEndMissing() {
    return false;
  }

  /**
   * Whether the file alone gives reason to ask for {@link #damage} before it is decoded, since
   * decoders may not complain.
   */
  default boolean isDoubtful() {
    return isEndMissing();
  }

  /**
   * Whether a reduced copy is beside the photo that decoders may take for it where a small picture
   * is asked for.
   */
  default boolean hasReducedCopy() {
    return false;
  }

  /** What the samples of a pixel are, where a decoder may give more of them than are rendered. */
  default PixelSamples samples() {
    int channels = info().channels();
    boolean alpha = channels == 2 || (channels == 4 && !hasInks());
    return new PixelSamples(channels - (alpha ? 1 : 0), channels, alpha ? channels - 1 : -1, false);
  }

  /** What the samples mean by the numbers of ITU-T H.273; empty if the file does not say so. */
  default Optional<CodedColour> codedColour() {
    return Optional.empty();
  }

  /** Primaries, white and gamma that the file gives by numbers; empty if it does not. */
  default Optional<Chromaticities> chromaticities() {
    return Optional.empty();
  }

  /** Whether the samples are inks, usually CMYK. */
  default boolean hasInks() {
    return false;
  }

  /** Whether the pixels came through the encoding unchanged, as far as the format says. */
  default boolean isLossless() {
    return false;
  }

  /**
   * With which quality the picture was written, 1..100 in the measure of its format; empty if that
   * cannot be told, as in HEIC and AVIF, or means nothing, as in lossless formats.
   */
  default OptionalInt quality() {
    return OptionalInt.empty();
  }

  /**
   * Whether a copy of the picture may halve its colour differences both ways: if this file has them
   * so; where it does not say, if the quality of the copy is below 90.
   *
   * @param quality of the copy, 1..100
   */
  default boolean isChromaHalved(int quality) {
    return quality < 90;
  }

  /**
   * The names of the blocks that a copy in a format would lack: manifests and indices that speak of
   * other pixels, and what is not known here. Previews are not named, nor is what an encoder states
   * anew. Each once, in the order of the file; at most 16 and how many more there are.
   *
   * @param to the format of the copy
   */
  List<String> dropped(ImageFormat to);
}
