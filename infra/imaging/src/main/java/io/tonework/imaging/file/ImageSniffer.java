package io.tonework.imaging.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.format.FileFormat;
import io.tonework.imaging.file.format.ForeignFormat;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.tiff.RawTiff;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells a file's format by its first bytes; names and media types given by senders are not asked.
 */
public final class ImageSniffer {
  /** So many first bytes are enough for every format. */
  public static final int HEAD_BYTES = 512;

  private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");
  private static final Set<String> HEIC_BRANDS =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

  private ImageSniffer() {}

  /**
   * Tells the format.
   *
   * @param head the first {@link #HEAD_BYTES} bytes of the file, or the whole file
   */
  public static Optional<FileFormat> sniff(byte[] head) {
    if (starts(head, "\u00FF\u00D8\u00FF")) {
      return Optional.of(ImageFormat.JPEG);
    }
    if (starts(head, "\u0089PNG\r\n\u001A\n")) {
      return Optional.of(ImageFormat.PNG);
    }
    if (starts(head, "RIFF") && at(head, 8, "WEBP")) {
      return Optional.of(ImageFormat.WEBP);
    }
    if (at(head, 4, "ftyp")) {
      return isoBrand(head);
    }
    if (starts(head, "II*\0") || starts(head, "MM\0*")) {
      // Canon's CR2 is a TIFF by its magic number and a raw file by what is in it
      boolean raw = at(head, 8, "CR\u0002") || RawTiff.isRaw(head);
      return Optional.of(raw ? ImageFormat.RAW : ImageFormat.TIFF);
    }
    if (starts(head, "II+\0") || starts(head, "MM\0+")) {
      return Optional.of(ImageFormat.TIFF); // with 64-bit offsets
    }
    if (starts(head, "IIU\0") || starts(head, "IIRO") || starts(head, "FUJIFILMCCD-RAW")) {
      return Optional.of(ImageFormat.RAW);
    }
    if (starts(head, "GIF87a") || starts(head, "GIF89a")) {
      return Optional.of(ForeignFormat.GIF);
    }
    if (starts(head, "\u00FF\n") || starts(head, "\0\0\0\fJXL \r\n\u0087\n")) {
      return Optional.of(ImageFormat.JXL);
    }
    if (starts(head, "8BPS")) {
      return Optional.of(ForeignFormat.PSD);
    }
    if (starts(head, "%PDF-")) {
      return Optional.of(ForeignFormat.PDF);
    }
    if (starts(head, "BM") && at(head, 6, "\0\0\0\0")) {
      return Optional.of(ForeignFormat.BMP);
    }
    return isSvg(head) ? Optional.of(ForeignFormat.SVG) : Optional.empty();
  }

  /**
   * Tells the format and refuses what is not a photograph that is accepted.
   *
   * @param switchedOn opt-in formats that the operator wants
   * @throws UnsupportedImage naming what was found and what is accepted
   */
  public static ImageFormat require(byte[] head, Set<ImageFormat> switchedOn) {
    String accepted = "accepted are " + accepted(switchedOn);
    FileFormat found =
        sniff(head)
            .orElseThrow(() ->
                new UnsupportedImage(
                    head.length == 0
                        ? "the file is empty"
                        : "the bytes are no image that is known; " + accepted));
    return switch (found) {
      case ForeignFormat foreign ->
          throw new UnsupportedImage(foreign + " is not accepted; " + accepted);
      case ImageFormat format when format.isOptIn() && !switchedOn.contains(format) ->
          throw new UnsupportedImage(
              "%s is not accepted here; whoever runs this service can switch it on (tonework.imaging.formats=%s); %s"
                  .formatted(
                      format == ImageFormat.RAW ? "a camera's raw file (RAW)" : "JPEG XL (JXL)",
                      format.extension(),
                      accepted));
      case ImageFormat format -> format;
    };
  }

  private static String accepted(Set<ImageFormat> switchedOn) {
    String more =
        switchedOn.stream().sorted().map(format -> ", " + format).collect(Collectors.joining());
    return "JPEG, PNG, TIFF, WebP, AVIF and HEIC" + more;
  }

  private static Optional<FileFormat> isoBrand(byte[] head) {
    int end = Math.min(head.length, Math.min(HEAD_BYTES, (head[2] & 0xFF) << 8 | (head[3] & 0xFF)));
    Optional<FileFormat> found = Optional.empty();
    for (int i = 8; i + 4 <= end; i += 4) {
      String brand = new String(head, i, 4, ISO_8859_1);
      if (AVIF_BRANDS.contains(brand)) {
        return Optional.of(ImageFormat.AVIF);
      }
      if (HEIC_BRANDS.contains(brand)) {
        found = Optional.of(ImageFormat.HEIC);
      } else if (brand.equals("crx ")) {
        return Optional.of(ImageFormat.RAW);
      }
    }
    return found;
  }

  private static boolean isSvg(byte[] head) {
    String text = new String(head, 0, Math.min(head.length, HEAD_BYTES), UTF_8).stripLeading();
    return text.startsWith("<svg") || (text.startsWith("<?xml") && text.contains("<svg"));
  }

  private static boolean starts(byte[] head, String magic) {
    return at(head, 0, magic);
  }

  private static boolean at(byte[] head, int offset, String magic) {
    if (head.length < offset + magic.length()) {
      return false;
    }
    for (int i = 0; i < magic.length(); i++) {
      if ((head[offset + i] & 0xFF) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
