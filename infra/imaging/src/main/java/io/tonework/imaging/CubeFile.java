package io.tonework.imaging;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/**
 * Reads and writes lattices as {@code .cube} files (Adobe, Cube LUT Specification 1.0): the format
 * in which video and photo tools exchange looks. Three-dimensional tables only.
 */
public final class CubeFile {
  private static final int MICRO = 1_000_000;

  private CubeFile() {}

  /**
   * Writes a lattice, six decimals a value.
   *
   * @param title shown by the tools that open the file; quotes and line breaks become spaces
   */
  public static byte[] write(Lattice lattice, String title) {
    int size = lattice.size();
    ByteArrayOutputStream out = new ByteArrayOutputStream(size * size * size * 27 + 128);
    String clean = title.replaceAll("[\"\\p{Cntrl}]", " ");
    String head =
        "TITLE \"%s\"%n# Tonework: sRGB-encoded in, sRGB-encoded out%nLUT_3D_SIZE %d%n"
            .formatted(clean, size)
            .replace(System.lineSeparator(), "\n");
    out.writeBytes((head + "DOMAIN_MIN 0 0 0\nDOMAIN_MAX 1 1 1\n").getBytes(US_ASCII));
    float[] rgb = lattice.values();
    byte[] digits = new byte[16];
    for (int i = 0; i < rgb.length; i++) {
      out.write(digits, 0, format(rgb[i], digits));
      out.write(i % 3 == 2 ? '\n' : ' ');
    }
    return out.toByteArray();
  }

  /** Six decimals by hand: a formatter takes a second for the 107,811 values of a lattice. */
  private static int format(float value, byte[] digits) {
    long micros = Math.round((double) value * MICRO);
    int length = 0;
    if (micros < 0) {
      digits[length++] = '-';
      micros = -micros;
    }
    byte[] whole = Long.toString(Math.min(micros / MICRO, MICRO)).getBytes(US_ASCII);
    System.arraycopy(whole, 0, digits, length, whole.length);
    length += whole.length;
    digits[length++] = '.';
    long rest = micros % MICRO;
    for (int place = MICRO / 10; place > 0; place /= 10) {
      digits[length++] = (byte) ('0' + rest / place % 10);
    }
    return length;
  }

  /**
   * Reads a lattice.
   *
   * @throws CubeSyntaxException naming the line that is wrong and what was expected there
   */
  public static Lattice read(byte[] file) {
    return new Parser(new String(file, US_ASCII)).parse();
  }

  /** One pass over the lines. */
  private static final class Parser {
    private final String[] lines;
    private int line;
    private float[] values = {};
    private int size;
    private int filled;

    Parser(String text) {
      lines = text.split("\r\n|\r|\n", -1);
    }

    Lattice parse() {
      for (line = 1; line <= lines.length; line++) {
        String text = lines[line - 1].strip();
        if (!text.isEmpty() && text.charAt(0) != '#') {
          statement(text);
        }
      }
      if (size == 0) {
        throw new CubeSyntaxException(
            "there is no LUT_3D_SIZE in its %d lines".formatted(lines.length));
      }
      if (filled < values.length) {
        throw new CubeSyntaxException(
            "the table ends after %d of %d rows".formatted(filled / 3, values.length / 3));
      }
      return new Lattice(size, values);
    }

    private void statement(String text) {
      String[] words = text.split("\\s+");
      switch (words[0].toUpperCase(Locale.ROOT)) {
        case "TITLE" -> {}
        case "LUT_3D_SIZE" -> size(words);
        case "LUT_1D_SIZE" -> throw wrong("one-dimensional tables are not read", text);
        case "DOMAIN_MIN" -> domain(words, 0);
        case "DOMAIN_MAX" -> domain(words, 1);
        case "LUT_3D_INPUT_RANGE" -> {
          if (words.length != 3 || number(words[1]) != 0 || number(words[2]) != 1) {
            throw wrong("only the range 0 1 is read", text);
          }
        }
        default -> row(words, text);
      }
    }

    private void size(String[] words) {
      float wanted = words.length == 2 ? number(words[1]) : -1;
      if (size != 0 || wanted < 2 || wanted > Lattice.MAX_SIZE || wanted != (int) wanted) {
        throw wrong(
            "expected one LUT_3D_SIZE from 2 to " + Lattice.MAX_SIZE, String.join(" ", words));
      }
      size = (int) wanted;
      values = new float[size * size * size * 3];
    }

    private void domain(String[] words, int expected) {
      boolean fine = words.length == 4;
      for (int i = 1; fine && i < 4; i++) {
        fine = number(words[i]) == expected;
      }
      if (!fine) {
        throw wrong("only the domain 0..1 is read", String.join(" ", words));
      }
    }

    private void row(String[] words, String text) {
      if (words.length != 3) {
        throw wrong("expected three numbers or a keyword", text);
      }
      if (size == 0) {
        throw wrong("the table begins before LUT_3D_SIZE", text);
      }
      if (filled == values.length) {
        throw wrong("the table has more than " + values.length / 3 + " rows", text);
      }
      for (String word : words) {
        values[filled++] = number(word);
      }
    }

    private float number(String word) {
      try {
        float value = Float.parseFloat(word);
        if (Float.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw wrong("expected a number", word);
      }
      throw wrong("expected a finite number", word);
    }

    private CubeSyntaxException wrong(String what, String found) {
      String shown = found.length() > 60 ? found.substring(0, 60) + "..." : found;
      return new CubeSyntaxException("line %d: %s, found '%s'".formatted(line, what, shown));
    }
  }
}
