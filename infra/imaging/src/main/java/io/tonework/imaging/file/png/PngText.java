package io.tonework.imaging.file.png;

import io.tonework.imaging.file.metadata.Bytes;
import java.util.Optional;
import java.util.Set;

/** Text in a PNG file: a keyword and what it says, plain, deflated or international. */
final class PngText {
  private static final Set<String> TYPES = Set.of("tEXt", "zTXt", "iTXt");

  private PngText() {}

  static boolean is(PngHeader.Chunk chunk) {
    return TYPES.contains(chunk.type());
  }

  /** What comes before the first zero. */
  static String keyword(Bytes bytes, PngHeader.Chunk chunk) {
    return bytes.text(chunk.offset(), zero(bytes, chunk, chunk.offset()) - chunk.offset());
  }

  /**
   * What is said, inflated.
   *
   * @return empty if it cannot be inflated or becomes more than so many bytes
   */
  static Optional<byte[]> value(Bytes bytes, PngHeader.Chunk chunk, int maxBytes) {
    int end = chunk.offset() + chunk.length();
    int at = zero(bytes, chunk, chunk.offset()) + 1;
    boolean deflated = chunk.type().equals("zTXt");
    if (deflated) {
      at++; // the method, of which there is one
    } else if (chunk.type().equals("iTXt")) {
      deflated = at < end && bytes.u8(at) == 1;
      int language = zero(bytes, chunk, Math.min(end, at + 2));
      at = zero(bytes, chunk, Math.min(end, language + 1)) + 1;
    }
    byte[] text = bytes.slice(Math.min(at, end), end);
    return deflated ? RawProfile.inflated(text, maxBytes) : Optional.of(text);
  }

  private static int zero(Bytes bytes, PngHeader.Chunk chunk, int from) {
    int end = chunk.offset() + chunk.length();
    int at = from;
    while (at < end && bytes.u8(at) != 0) {
      at++;
    }
    return at;
  }
}
