package io.tonework.benchmarks.processes;

import io.tonework.benchmarks.TexturedPhoto;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * JPEGs of about one size, from which as many different files are made as are wanted.
 *
 * @param name of the set
 * @param files the JPEGs
 * @param counted how many are measured
 */
record PhotoSet(String name, List<byte[]> files, int counted) {
  /** Bytes that are measured in a set, and the least and most photos that they may be. */
  private static final long COUNTED_BYTES = 200_000_000;

  private static final int LEAST = 24;
  private static final int MOST = 160;
  private static final int JPEG_START = 2;

  /** All JPEGs of a folder. */
  static PhotoSet of(Path folder) throws IOException {
    List<byte[]> files = new ArrayList<>();
    try (Stream<Path> names = Files.list(folder)) {
      for (Path name : names.filter(it -> it.toString().endsWith(".jpg")).sorted().toList()) {
        files.add(Files.readAllBytes(name));
      }
    }
    return of(folder.getFileName().toString(), files);
  }

  /** Synthetic ones with grain. */
  static PhotoSet synthetic(int width, int height) throws IOException {
    return of(width + "x" + height, List.of(TexturedPhoto.jpeg(width, height)));
  }

  private static PhotoSet of(String name, List<byte[]> files) {
    double bytes = files.stream().mapToLong(it -> it.length).average().orElseThrow();
    return new PhotoSet(name, files, Math.clamp(COUNTED_BYTES / (long) bytes, LEAST, MOST));
  }

  /** Mean length of the files in megabytes. */
  double megabytes() {
    return files.stream().mapToLong(it -> it.length).average().orElseThrow() / 1e6;
  }

  /** The photo of that number: a file like no other, for it carries the number as a comment. */
  byte[] photo(int number) {
    byte[] file = files.get(number % files.size());
    byte[] text = (name + " " + number).getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream photo = new ByteArrayOutputStream(file.length + text.length + 4);
    photo.write(file, 0, JPEG_START);
    photo.write(0xFF);
    photo.write(0xFE);
    photo.write(0);
    photo.write(text.length + 2);
    photo.writeBytes(text);
    photo.write(file, JPEG_START, file.length - JPEG_START);
    return photo.toByteArray();
  }
}
