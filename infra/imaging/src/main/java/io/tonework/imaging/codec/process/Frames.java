package io.tonework.imaging.codec.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tonework.imaging.file.format.ImageFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pieces that messages are made of. Lengths are checked, since the other side may be broken.
 */
final class Frames {
  /** The stream's own way takes a file's size twice; so much may be asked for in vain. */
  private static final int MOST_PROMISED_BYTES = 64 << 20;

  private static final int MAX_TEXT_BYTES = 1 << 16;
  private static final int MAX_ITEMS = 1 << 16;

  private Frames() {}

  static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Beyond some size memory is taken as bytes arrive, not as the length promises. */
  static byte[] bytes(DataInputStream in) throws IOException {
    int length = length(in, Integer.MAX_VALUE);
    if (length <= MOST_PROMISED_BYTES) {
      byte[] bytes = new byte[length];
      in.readFully(bytes);
      return bytes;
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("%d of %d bytes".formatted(bytes.length, length));
    }
    return bytes;
  }

  /** Cut to what the other side takes: a message may quote a hostile file. */
  static void text(DataOutputStream out, String text) throws IOException {
    byte[] encoded = text.substring(0, Math.min(text.length(), MAX_TEXT_BYTES / 4)).getBytes(UTF_8);
    bytes(out, encoded);
  }

  static String text(DataInputStream in) throws IOException {
    byte[] encoded = in.readNBytes(length(in, MAX_TEXT_BYTES));
    return new String(encoded, UTF_8);
  }

  static void texts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      text(out, text);
    }
  }

  static List<String> texts(DataInputStream in) throws IOException {
    int count = length(in, MAX_ITEMS);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(text(in));
    }
    return texts;
  }

  static void formats(DataOutputStream out, Set<ImageFormat> formats) throws IOException {
    texts(out, formats.stream().map(ImageFormat::name).sorted().toList());
  }

  static Set<ImageFormat> formats(DataInputStream in) throws IOException {
    Set<ImageFormat> formats = EnumSet.noneOf(ImageFormat.class);
    for (String name : texts(in)) {
      formats.add(constant(ImageFormat.class, name));
    }
    return formats;
  }

  static <E extends Enum<E>> E constant(Class<E> type, String name) throws IOException {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new StreamCorruptedException("no " + type.getSimpleName() + " is called " + name);
    }
  }

  /** A text that may be absent. */
  static void optional(DataOutputStream out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      text(out, text);
    }
  }

  static @Nullable String optional(DataInputStream in) throws IOException {
    return in.readBoolean() ? text(in) : null;
  }

  private static int length(DataInputStream in, int most) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw new StreamCorruptedException("a length of " + length);
    }
    return length;
  }
}
