package io.tonework.imaging.cube;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tonework.imaging.lattice.Lattice;
import java.io.ByteArrayOutputStream;

/**
 * Writes lattices as {@code .cube} files and reads those of other tools (Adobe, Cube LUT
 * Specification 1.0, and what DaVinci Resolve adds to it): the format in which video and photo
 * tools exchange looks.
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
    ByteArrayOutputStream out = new ByteArrayOutputStream(size * size * size * 30 + 256);
    String clean = title.replaceAll("[\"\\p{Cntrl}]", " ");
    String head =
        "TITLE \"%s\"%n# Tonework: sRGB-encoded in, sRGB-encoded out%nLUT_3D_SIZE %d%n"
            .formatted(clean, size)
            .replace(System.lineSeparator(), "\n");
    out.writeBytes((head + "DOMAIN_MIN 0 0 0\nDOMAIN_MAX 1 1 1\n").getBytes(US_ASCII));
    float[] rgb = lattice.toArray();
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
   * Reads a look: a table of one or three dimensions, or one of each.
   *
   * @throws CubeSyntaxException naming the line that is wrong and what was expected there
   */
  public static CubeLook read(byte[] file) {
    return new CubeParser(file).parse();
  }
}
