package io.tonework.imaging.file.heif;

import io.tonework.imaging.file.metadata.Bytes;
import java.util.List;
import java.util.stream.Stream;

/**
 * The size of the primary picture as a decoder shows it: cropped and turned in the order in which
 * the file says so. The largest size of the file where the picture has none of its own.
 */
record PictureSize(long width, long height) {
  private static final PictureSize NONE = new PictureSize(0, 0);

  static PictureSize of(Bytes bytes, HeifItems items) {
    List<HeifBox> own = items.properties(items.primary());
    PictureSize size =
        sizes(bytes, own.stream())
            .findFirst()
            .orElseGet(() ->
                sizes(bytes, items.allProperties().stream()).reduce(NONE, PictureSize::larger));
    for (HeifBox box : own) {
      size =
          switch (box.type()) {
            case "clap" -> size.cropped(bytes, box.content());
            case "irot" -> (bytes.u8(box.content()) & 1) == 1 ? size.turned() : size;
            default -> size;
          };
    }
    return size;
  }

  private static Stream<PictureSize> sizes(Bytes bytes, Stream<HeifBox> boxes) {
    return boxes
        .filter(box -> box.type().equals("ispe"))
        .map(box -> new PictureSize(bytes.u32(box.content() + 4L), bytes.u32(box.content() + 8L)));
  }

  private PictureSize larger(PictureSize other) {
    return other.width * other.height > width * height ? other : this;
  }

  private PictureSize turned() {
    return new PictureSize(/* width= */ height, /* height= */ width);
  }

  /** The clean aperture, in fractions; one that is no part of the picture is left aside. */
  private PictureSize cropped(Bytes bytes, long at) {
    long across = rounded(bytes.u32(at), bytes.u32(at + 4));
    long down = rounded(bytes.u32(at + 8), bytes.u32(at + 12));
    boolean inside = across >= 1 && across <= width && down >= 1 && down <= height;
    return inside ? new PictureSize(across, down) : this;
  }

  private static long rounded(long numerator, long denominator) {
    return denominator == 0 ? 0 : (numerator + denominator / 2) / denominator;
  }

  boolean isPossible() {
    return width >= 1 && height >= 1 && width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE;
  }
}
