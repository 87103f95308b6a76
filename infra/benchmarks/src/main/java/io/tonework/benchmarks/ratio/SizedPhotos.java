package io.tonework.benchmarks.ratio;

import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.format.ImageInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Real photos at one size, in a folder of their own.
 *
 * @param megapixels the size
 * @param folder holds them and nothing else
 * @param files the photos in their order
 */
record SizedPhotos(double megapixels, Path folder, List<Path> files) {
  /** How far a photo may be from the size to be taken as it is. */
  private static final double NEAR = 0.15;

  /**
   * Takes photos that have the size, and scales others to it at their own quality.
   *
   * @param from JPEG files, any number; where there are fewer than asked for they come again, so
   *     that ten at least are needed for each photo to have a plan that no other shares
   * @param folder is made
   */
  static SizedPhotos of(List<Path> from, double megapixels, int count, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    ImageCodec codec = ImageCodecs.best();
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Path file = folder.resolve("photo-%04d.jpg".formatted(i));
      if (i < from.size()) {
        byte[] photo = Files.readAllBytes(from.get(i));
        ImageInfo info = codec.probe(photo);
        double scale = Math.sqrt(megapixels * 1e6 / ((double) info.width() * info.height()));
        if (Math.abs(scale * scale - 1) < NEAR) {
          Files.write(file, photo);
        } else {
          scale(from.get(i), scale, quality(photo), file);
        }
      } else {
        Files.createLink(file, files.get(i - from.size()));
      }
      files.add(file);
    }
    return new SizedPhotos(megapixels, folder, List.copyOf(files));
  }

  /** The JPEGs of a folder, by name. */
  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.jpe?g"))
          .sorted()
          .toList();
    }
  }

  /** The quality that a retouched photo is written with: the original's own. */
  static int quality(byte[] photo) {
    return EncodeOptions.DEFAULT.qualityFor(PictureFile.of(photo).quality());
  }

  private static void scale(Path from, double scale, int quality, Path to)
      throws IOException, InterruptedException {
    String target = "%s[Q=%d]".formatted(to, quality);
    new ChildCpu().run("vips", "resize", from.toString(), target, Double.toString(scale));
  }
}
