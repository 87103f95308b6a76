package io.tonework.imaging.matrix;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs that know nothing of this project, each started once for many files. */
final class Readers {
  private static final String PILLOW =
      """
      import sys
      from PIL import Image, ImageOps
      for name in sys.argv[1:]:
          try:
              picture = ImageOps.exif_transpose(Image.open(name)).convert('RGB')
              w, h = picture.size
              places = [(x, y) for y in (h // 8, h - 1 - h // 8) for x in (w // 8, w - 1 - w // 8)]
              print(name, *[c for at in places for c in picture.getpixel(at)])
          except Exception as e:
              print(name, 'failed', type(e).__name__)
      """;

  /** A line of exiftool: group, tag, value. */
  private static final Pattern TAG = Pattern.compile("\\[(\\S+)\\]\\s+(\\S+)\\s*: ?(.*)");

  private Readers() {}

  /** What a program prints; empty if it is not on this machine. */
  private static String run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectError(DISCARD).start();
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  static boolean hasExifTool() {
    return !run(List.of("exiftool", "-ver")).isEmpty();
  }

  static boolean hasPillow() {
    return !pythonWithPillow().isEmpty();
  }

  /** A Python may come first on the path that lacks what the system's has. */
  private static String pythonWithPillow() {
    return Stream.of("python3", "/usr/bin/python3")
        .filter(
            python -> run(List.of(python, "-c", "import PIL; print('there')")).startsWith("there"))
        .findFirst()
        .orElse("");
  }

  static boolean hasImageMagick() {
    return run(List.of("mogrify", "-version")).contains("ImageMagick");
  }

  private static List<String> command(List<String> start, List<Path> files) {
    return Stream.concat(start.stream(), files.stream().map(Path::toString)).toList();
  }

  /**
   * Tags as exiftool finds them, by file: each with its group, in order, as {@code IFD0:Make=A}.
   */
  static Map<Path, List<String>> exifTool(List<Path> files, String... tags) {
    List<String> start = new ArrayList<>(List.of("exiftool", "-G1", "-s", "-n", "-a"));
    start.addAll(List.of(tags));
    Map<Path, List<String>> found = new TreeMap<>();
    List<String> current = new ArrayList<>();
    if (files.size() == 1) {
      found.put(files.getFirst(), current);
    }
    for (String line : run(command(start, files)).lines().toList()) {
      if (line.startsWith("======== ")) {
        current = new ArrayList<>();
        found.put(Path.of(line.substring("======== ".length())), current);
      } else {
        Matcher tag = TAG.matcher(line);
        if (tag.matches()) {
          current.add(tag.group(1) + ":" + tag.group(2) + "=" + tag.group(3));
        }
      }
    }
    return found;
  }

  /** The corners as Pillow shows them, by file; a reason where it cannot. */
  static Map<Path, String> pillow(List<Path> files) {
    Map<Path, String> found = new TreeMap<>();
    List<String> start = List.of(pythonWithPillow(), "-c", PILLOW);
    for (String line : run(command(start, files)).lines().toList()) {
      String[] words = line.split(" ");
      if (words.length == 13) {
        StringBuilder corners = new StringBuilder();
        for (int i = 1; i < 13; i += 3) {
          corners.append(
              colour(
                  Integer.parseInt(words[i]),
                  Integer.parseInt(words[i + 1]),
                  Integer.parseInt(words[i + 2])));
        }
        found.put(Path.of(words[0]), corners.toString());
      } else if (words.length > 1) {
        found.put(Path.of(words[0]), line.substring(words[0].length() + 1));
      }
    }
    return found;
  }

  /** The corners as ImageMagick shows them when it is to turn by itself, by file. */
  static Map<Path, String> imageMagick(List<Path> files, Path folder) {
    List<String> start =
        List.of("mogrify", "-path", folder.toString(), "-format", "ppm", "-auto-orient");
    String said = run(command(start, files));
    Map<Path, String> found = new TreeMap<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      Path shown = folder.resolve(name.substring(0, name.lastIndexOf('.')) + ".ppm");
      try {
        found.put(
            file, Files.exists(shown) ? corners(Files.readAllBytes(shown)) : "failed " + said);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  private static String corners(byte[] ppm) {
    Scanner head =
        new Scanner(
            new String(
                ppm, 0, Math.min(ppm.length, 40), java.nio.charset.StandardCharsets.ISO_8859_1));
    String magic = head.next();
    int width = head.nextInt();
    int height = head.nextInt();
    int unit = head.nextInt() > 255 ? 2 : 1;
    ByteBuffer samples = ByteBuffer.wrap(ppm);
    int from = ppm.length - width * height * 3 * unit;
    if (!magic.equals("P6")) {
      return "no P6 but " + magic;
    }
    int[] rgb = new int[width * height * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = samples.get(from + i * unit) & 0xFF;
    }
    return corners(rgb, width, height);
  }

  /** The colours near the corners: top left, top right, bottom left, bottom right. */
  static String corners(int[] rgb, int width, int height) {
    StringBuilder found = new StringBuilder();
    for (int corner = 0; corner < 4; corner++) {
      int x = corner % 2 == 0 ? width / 8 : width - 1 - width / 8;
      int y = corner / 2 == 0 ? height / 8 : height - 1 - height / 8;
      int at = (y * width + x) * 3;
      found.append(colour(rgb[at], rgb[at + 1], rgb[at + 2]));
    }
    return found.toString();
  }

  private static char colour(int r, int g, int b) {
    boolean red = r > 128;
    boolean green = g > 128;
    boolean blue = b > 128;
    return red && green && blue ? 'W' : red ? 'R' : green ? 'G' : blue ? 'B' : '?';
  }
}
