package io.tonework.imaging.cube;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tonework.imaging.lattice.Lattice;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the lines of a {@code .cube} file. Memory is bounded by what the file holds, not by
 * what its header claims. Not thread-safe.
 */
final class CubeParser {
  /** The most nodes along one axis that are read. */
  static final int MAX_SIZE_3D = 129;

  /** The most entries of a one-dimensional table, as Adobe's specification has it. */
  static final int MAX_SIZE_1D = 65_536;

  /** No sensible file has longer lines; the specification allows 250 bytes. */
  private static final int MAX_LINE_BYTES = 4_096;

  /** A node is a colour, maybe of high dynamic range, and no rubbish. */
  private static final float MAX_MAGNITUDE = 1_000_000;

  private static final Pattern BLANKS = Pattern.compile("[ \\t]+");
  private static final Pattern SPECIAL =
      Pattern.compile("[+-]?(?:nan|inf)", Pattern.CASE_INSENSITIVE);
  private static final int FIRST_ROOM = 3 * 4_096;

  private final byte[] file;
  private int at;
  private int line;
  private int size1d;
  private int size3d;
  private CubeDomain domain = CubeDomain.unit();
  private @Nullable CubeDomain range1d;
  private @Nullable CubeDomain range3d;
  private float[] values = new float[FIRST_ROOM];
  private int filled;

  CubeParser(byte[] file) {
    this.file = file;
    boolean marked =
        file.length >= 3
            && file[0] == (byte) 0xEF
            && file[1] == (byte) 0xBB
            && file[2] == (byte) 0xBF;
    this.at = marked ? 3 : 0;
  }

  CubeLook parse() {
    while (at < file.length) {
      line++;
      String text = nextLine().strip();
      if (!text.isEmpty() && text.charAt(0) != '#') {
        statement(text);
      }
    }
    if (size1d == 0 && size3d == 0) {
      throw new CubeSyntaxException(
          "there is no LUT_3D_SIZE or LUT_1D_SIZE in its %d lines".formatted(line));
    }
    if (filled < expected()) {
      throw new CubeSyntaxException(
          "the table ends after %d of %d rows".formatted(filled / 3, expected() / 3));
    }
    return look();
  }

  private CubeLook look() {
    int split = 3 * size1d;
    CubeCurves curves =
        size1d == 0
            ? null
            : new CubeCurves(range1d == null ? domain : range1d, Arrays.copyOf(values, split));
    // with a shaper before it, the domain is the shaper's, and the table begins at 0
    CubeDomain inputs = size1d == 0 ? domain : CubeDomain.unit();
    CubeTable table =
        size3d == 0
            ? null
            : new CubeTable(
                range3d == null ? inputs : range3d,
                new Lattice(size3d, Arrays.copyOfRange(values, split, filled)));
    return new CubeLook(curves, table);
  }

  /** How many numbers the tables have. */
  private int expected() {
    return 3 * (size1d + size3d * size3d * size3d);
  }

  /** The text up to the next line feed, carriage return, or both. */
  private String nextLine() {
    int start = at;
    while (at < file.length && file[at] != '\n' && file[at] != '\r') {
      if (at - start == MAX_LINE_BYTES) {
        throw new CubeSyntaxException(
            "line %d has more than %d bytes; it is no text file of numbers"
                .formatted(line, MAX_LINE_BYTES));
      }
      at++;
    }
    String text = new String(file, start, at - start, ISO_8859_1);
    if (at + 1 < file.length && file[at] == '\r' && file[at + 1] == '\n') {
      at++;
    }
    at++;
    return text;
  }

  private void statement(String text) {
    String[] words = BLANKS.split(text);
    switch (words[0].toUpperCase(Locale.ROOT)) {
      case "TITLE" -> {}
      case "LUT_3D_SIZE" -> size3d = size(words, size3d, MAX_SIZE_3D);
      case "LUT_1D_SIZE" -> size1d = size(words, size1d, MAX_SIZE_1D);
      case "DOMAIN_MIN" -> domain = new CubeDomain(colour(words), domain.high());
      case "DOMAIN_MAX" -> domain = new CubeDomain(domain.low(), colour(words));
      case "LUT_1D_INPUT_RANGE" -> range1d = range(words);
      case "LUT_3D_INPUT_RANGE" -> range3d = range(words);
      case "LUT_IN_VIDEO_RANGE", "LUT_OUT_VIDEO_RANGE" ->
          throw wrong(
              "tables for video levels (16..235) are not read; export it for data levels", text);
      default -> row(words, text);
    }
  }

  private int size(String[] words, int earlier, int max) {
    float wanted = words.length == 2 ? number(words[1]) : -1;
    if (earlier != 0 || filled > 0 || wanted < 2 || wanted > max || wanted != (int) wanted) {
      throw wrong(
          "expected one %s from 2 to %d before the table".formatted(words[0], max),
          String.join(" ", words));
    }
    return (int) wanted;
  }

  private float[] colour(String[] words) {
    if (words.length != 4 || filled > 0) {
      throw wrong(
          "expected " + words[0] + " and three numbers before the table", String.join(" ", words));
    }
    return new float[] {number(words[1]), number(words[2]), number(words[3])};
  }

  private CubeDomain range(String[] words) {
    if (words.length != 3 || filled > 0) {
      throw wrong(
          "expected " + words[0] + " and two numbers before the table", String.join(" ", words));
    }
    float low = number(words[1]);
    float high = number(words[2]);
    CubeDomain range = new CubeDomain(new float[] {low, low, low}, new float[] {high, high, high});
    checkOrder(range, String.join(" ", words));
    return range;
  }

  private void checkOrder(CubeDomain inputs, String found) {
    for (int c = 0; c < 3; c++) {
      // closer than that, a float cannot tell the entries apart
      if (!(inputs.high()[c] - inputs.low()[c] >= 1e-6f)) {
        throw wrong(
            "the inputs must begin below where they end, not go from %s to %s"
                .formatted(inputs.low()[c], inputs.high()[c]),
            found);
      }
    }
  }

  private void row(String[] words, String text) {
    if (words.length != 3) {
      throw wrong("expected three numbers or a keyword", text);
    }
    float red = number(words[0]);
    float green = number(words[1]);
    float blue = number(words[2]);
    if (size1d == 0 && size3d == 0) {
      throw wrong("the table begins before LUT_3D_SIZE or LUT_1D_SIZE", text);
    }
    if (filled == 0) {
      checkOrder(domain, text);
    }
    if (filled == expected()) {
      throw wrong("the table has more than " + expected() / 3 + " rows", text);
    }
    if (filled + 3 > values.length) {
      values = Arrays.copyOf(values, Math.min(values.length * 2, expected()));
    }
    values[filled++] = red;
    values[filled++] = green;
    values[filled++] = blue;
  }

  private float number(String word) {
    float value = Float.NaN;
    if (hasNumberCharacters(word)) {
      try {
        value = Float.parseFloat(word);
      } catch (NumberFormatException e) {
        throw wrong("expected a number", word);
      }
    } else if (!SPECIAL.matcher(word).lookingAt()) {
      throw wrong("expected a number", word);
    }
    if (!(Math.abs(value) <= MAX_MAGNITUDE)) {
      throw wrong("expected a finite number of at most " + (int) MAX_MAGNITUDE, word);
    }
    return value;
  }

  /** What Java would read besides decimal numbers, such as 0x1p3 and 1f, is no number here. */
  private static boolean hasNumberCharacters(String word) {
    for (int i = 0; i < word.length(); i++) {
      if ("0123456789.+-eE".indexOf(word.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private CubeSyntaxException wrong(String what, String found) {
    String shown = found.length() > 60 ? found.substring(0, 60) + "..." : found;
    return new CubeSyntaxException(
        "line %d: %s, found '%s'".formatted(line, what, shown.replaceAll("\\p{Cntrl}", "?")));
  }
}
