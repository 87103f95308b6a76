package io.tonework.standalone.compare;

import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.file.PhotoFile;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.pixels.RgbImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Two photographs brought to one size: upright, in sRGB, 8 bits, over white where they are
 * transparent.
 *
 * @param before the first
 * @param after the second, of the same size
 * @param notes what had to be done to them for that, in words; empty when nothing
 */
record PhotoPair(RgbImage before, RgbImage after, List<String> notes) {
  /** Larger pictures are compared at this size, so that two of them fit into small memory. */
  static final long MAX_PIXELS = 24_000_000;

  /** Shapes that differ by no more than a rounding of their sides. */
  private static final double SAME_SHAPE = 0.01;

  PhotoPair {
    notes = List.copyOf(notes);
  }

  /**
   * Reads both.
   *
   * @throws IllegalArgumentException when their shapes differ
   * @throws io.tonework.imaging.fault.ImageException when one cannot be decoded
   */
  static PhotoPair read(Path before, Path after, ImageCodec codec) throws IOException {
    PhotoFile first = codec.open(bytes(before));
    PhotoFile second = codec.open(bytes(after));
    ImageInfo one = codec.probe(first);
    ImageInfo other = codec.probe(second);
    double shapes =
        (double) one.uprightWidth()
            * other.uprightHeight()
            / ((double) one.uprightHeight() * other.uprightWidth());
    if (Math.abs(shapes - 1) > SAME_SHAPE) {
      throw new IllegalArgumentException(
          "'%s' is %s and '%s' is %s; pictures of different shapes cannot be compared, crop one"
              .formatted(before, size(one), after, size(other)));
    }
    List<String> notes = new ArrayList<>();
    int side = side(one, other);
    RgbImage small = codec.thumbnail(first, side, Deadline.NONE);
    RgbImage smallOther = codec.thumbnail(second, side, Deadline.NONE);
    int width = Math.min(small.width(), smallOther.width());
    int height = Math.min(small.height(), smallOther.height());
    note(before, one, small, notes);
    note(after, other, smallOther, notes);
    return new PhotoPair(cropped(small, width, height), cropped(smallOther, width, height), notes);
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      ImageLimits.DEFAULT.checkBytes(Files.size(file));
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file '" + file + "'", e);
    }
  }

  /** The longer side at which both are compared: that of the smaller one, within the limit. */
  private static int side(ImageInfo one, ImageInfo other) {
    ImageInfo smaller = one.pixels() <= other.pixels() ? one : other;
    int side = Math.max(smaller.width(), smaller.height());
    double shrink = Math.sqrt((double) MAX_PIXELS / smaller.pixels());
    return shrink < 1 ? (int) (side * shrink) : side;
  }

  private static void note(Path file, ImageInfo info, RgbImage used, List<String> notes) {
    if (info.uprightWidth() != used.width() || info.uprightHeight() != used.height()) {
      notes.add(
          "%s is %s and was scaled to %d x %d"
              .formatted(file.getFileName(), size(info), used.width(), used.height()));
    }
    if (info.bitsPerChannel() > 8) {
      notes.add(
          "%s has %d bits a channel; compared at 8"
              .formatted(file.getFileName(), info.bitsPerChannel()));
    }
    if (used.profileIgnored()) {
      notes.add(
          "%s has a colour profile that cannot be read; taken for sRGB"
              .formatted(file.getFileName()));
    }
  }

  private static String size(ImageInfo info) {
    return info.uprightWidth() + " x " + info.uprightHeight();
  }

  /** Scaling rounds the shorter side, maybe to one pixel more in one of the two. */
  private static RgbImage cropped(RgbImage image, int width, int height) {
    if (image.width() == width && image.height() == height) {
      return image;
    }
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      System.arraycopy(image.rgb(), y * image.width() * 3, rgb, y * width * 3, width * 3);
    }
    return new RgbImage(width, height, rgb);
  }
}
